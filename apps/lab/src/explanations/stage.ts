import type { Caller } from './caller.js';
import type { Act } from './scenarios/scenario.js';

type Answering = Omit<Extract<Act, { does: 'outside_answers' }>, 'does'>;

/** What a scenario or a case needs besides the API: systems outside, and a worker and a clock that wait to be told. */
export interface Stage {
  readonly baseUrl: string;
  /** Where the systems outside are; the API lets their addresses be written down. */
  readonly addresses: Readonly<Record<Answering['system'], string>>;
  /** What a system outside says from here on; where no path is named, whatever was said before holds no more. */
  answer(answering: Answering): void;
  readRecords(requestId: string): Promise<void>;
  /** Does once what there is to do for a request by now. False where there was nothing. */
  work(requestId: string): Promise<boolean>;
  letPass(hours: number, requestId: string): Promise<void>;
  /** Does what a migration has to have done next. */
  migrate(migrationId: string): Promise<void>;
}

/** What was made on a stage, under the names by which the table speaks of it. */
export interface Played {
  /** Requests by their name, or by their place among those of a case. */
  readonly requestIds: ReadonlyMap<string | number, string>;
  /** Its members, by name. */
  readonly people: ReadonlyMap<string, Caller>;
}
