import type { RefusalCode } from '@countersign/contracts/platform';
import { departureKinds, type DepartureKind } from './departure.js';
import { endings, type Ending } from './ending.js';
import type { HistoryCase } from './history-case.js';
import type { CaseWalk } from './walk-case.js';

/** One case replayed: what came of it over HTTP, what the same rules foresaw in memory, and what one fixed workflow would make of it. */
export interface ReplayedCase {
  readonly history: HistoryCase;
  readonly walk: CaseWalk;
  readonly foreseen: CaseWalk;
  readonly fixed: CaseWalk;
  readonly requestIds: readonly string[];
}

export interface DepartureRow {
  readonly kind: DepartureKind;
  /** Cases whose first departure this was. */
  readonly cases: number;
  /** How often it happened in all, in cases that had departed before included. */
  readonly times: number;
  /** What the API answered, each with its count; empty where no call was refused. */
  readonly codes: ReadonlyMap<RefusalCode, number>;
  readonly example: { readonly caseId: string; readonly activity: string };
}

export interface Tally {
  readonly cases: number;
  readonly events: number;
  readonly eventsDone: number;
  readonly requests: number;
  readonly asInLog: number;
  readonly departures: readonly DepartureRow[];
  /** Cases by how they ended in the log, then here. */
  readonly endings: Readonly<Record<Ending, Readonly<Record<Ending, number>>>>;
  readonly fixedReproduces: number;
  /** Cases that went otherwise than foreseen; a sentence each. */
  readonly unforeseen: readonly string[];
}

/** Counts replayed cases, in the order of the log. */
export function tallyCases(replayed: readonly ReplayedCase[]): Tally {
  const sum = (of: (one: ReplayedCase) => number) => replayed.reduce((total, one) => total + of(one), 0);
  return {
    cases: replayed.length,
    events: sum(({ history }) => history.events.length),
    eventsDone: sum(({ walk }) => walk.eventsDone),
    requests: sum(({ walk }) => walk.requests),
    asInLog: sum(({ walk }) => Number(walk.departure === null)),
    departures: rowsOf(replayed),
    endings: crossTable(replayed),
    fixedReproduces: sum(({ fixed }) => Number(fixed.departure === null)),
    unforeseen: replayed.flatMap(differenceOf),
  };
}

function rowsOf(replayed: readonly ReplayedCase[]): DepartureRow[] {
  const rows = (Object.keys(departureKinds) as DepartureKind[]).flatMap((kind) => {
    const of = replayed.filter(({ walk }) => walk.departure?.kind === kind);
    const times = replayed.reduce((total, { walk }) => total + walk.departures.filter((departure) => departure.kind === kind).length, 0);
    const [first] = of;
    if (!first?.walk.departure) return [];
    const codes = new Map<RefusalCode, number>();
    for (const { walk } of of) {
      if (walk.departure?.code) codes.set(walk.departure.code, (codes.get(walk.departure.code) ?? 0) + 1);
    }
    const activity = first.history.events[first.walk.departure.eventIndex]?.activity ?? 'at its end';
    return [{ kind, cases: of.length, times, codes, example: { caseId: first.history.id, activity } }];
  });
  return rows.sort((a, b) => b.cases - a.cases);
}

function crossTable(replayed: readonly ReplayedCase[]): Tally['endings'] {
  const row = (inLog: Ending) => {
    const of = replayed.filter(({ walk }) => walk.endedInLog === inLog);
    return Object.fromEntries(endings.map((here) => [here, of.filter(({ walk }) => walk.endedHere === here).length]));
  };
  return Object.fromEntries(endings.map((inLog) => [inLog, row(inLog)])) as Tally['endings'];
}

function differenceOf({ history, walk, foreseen }: ReplayedCase): string[] {
  const say = (one: CaseWalk) => `${one.endedHere}, ${one.departure ? `${one.departure.kind} at event ${one.departure.eventIndex + 1}` : 'as in the log'}`;
  return say(walk) === say(foreseen) ? [] : [`${history.id}: foreseen ${say(foreseen)}; found ${say(walk)}`];
}

/** Why the replay cannot be believed: sums that do not add up, and cases that went otherwise than the rules foresee. Empty when all is well. */
export function checkTally(tally: Tally): string[] {
  const kinds = tally.departures.reduce((total, { cases }) => total + cases, 0);
  const ended = Object.values(tally.endings).reduce((total, row) => total + Object.values(row).reduce((a, b) => a + b, 0), 0);
  const problems: string[] = [];
  if (kinds + tally.asInLog !== tally.cases) problems.push(`${tally.asInLog} cases as in the log and ${kinds} departures do not add up to ${tally.cases} cases.`);
  if (ended !== tally.cases) problems.push(`${ended} endings were counted for ${tally.cases} cases.`);
  for (const { kind, cases, codes } of tally.departures) {
    const coded = [...codes.values()].reduce((a, b) => a + b, 0);
    if (coded !== 0 && coded !== cases) problems.push(`${coded} refusal codes were counted for ${cases} departures of the kind ${kind}.`);
  }
  if (tally.unforeseen.length > 0) problems.push(`${tally.unforeseen.length} cases went otherwise than the rules foresee: ${tally.unforeseen.slice(0, 5).join(' | ')}`);
  return problems;
}
