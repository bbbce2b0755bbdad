import { NoAnswer } from '@countersign/client';
import { submitRequest } from '@countersign/contracts/requests';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startOwnStack } from '../platform/own-stack.js';
import { codeOf } from '../platform/person.js';
import { childrenOf, holdStill } from './kill-at-random.js';
import { setUpFaultCompany, smallOrder, type FaultCompany } from './set-up-company.js';

export interface StormPlan {
  readonly clients: number;
  readonly companies: number;
  readonly beforeSeconds: number;
  readonly outageSeconds: number;
  readonly afterSeconds: number;
  readonly seed: string;
  readonly password: string;
}

export interface StormResult {
  /** Answers that are wanted, in the seconds before the outage. */
  readonly perSecondBefore: number;
  /** The same in each second after it, the first one first. */
  readonly perSecondAfter: readonly number[];
  readonly duringOutage: number;
  /** How every attempt was answered. */
  readonly answers: Readonly<Record<string, number>>;
  /** Every change has a key; each is repeated with it until it is acknowledged. */
  readonly acknowledged: number;
  readonly recorded: number;
}

/** What holds a system down after an outage is over: everybody asks again, in step, as often as they can. */
const againMs = 1_000;
const windowSeconds = 5;
export const share = 0.8;

/**
 * Clients who submit one request after the other; then the database stands still; and whoever gets no answer asks again after a second, without chance and
 * whatever Retry-After says, with the same key. Counted is what is answered as wanted before, and in every second after.
 */
export async function runStorm(repository: string, plan: StormPlan, say: (line: string) => void): Promise<StormResult> {
  const receiver = '127.0.0.1:9';
  const stack = await startOwnStack({ repository, allowedWebhookHosts: [receiver], environment: process.env, say: () => undefined, apps: ['api'] });
  const database = new pg.Client({ connectionString: stack.adminUrl });
  try {
    const companies: FaultCompany[] = [];
    for (let index = 1; index <= plan.companies; index += 1) {
      companies.push(await setUpFaultCompany({ baseUrl: stack.baseUrl, seed: `${plan.seed}-${index}`, password: plan.password, endpoint: { url: `http://${receiver}/orders`, secret: `whsec_${Buffer.alloc(32, index).toString('base64')}` }, budgetOwners: 1, finance: 0 }));
    }
    const crowd = new Crowd(companies, plan.clients);
    const startedAt = Date.now();
    await pause(plan.beforeSeconds * 1000);
    const postgres = stack.pids.postgres ?? 0;
    const outageAt = Date.now();
    say(`${crowd.countBetween(startedAt, outageAt)} were submitted; the database stands still for ${plan.outageSeconds} s`);
    await holdStill([postgres, ...childrenOf(postgres)], plan.outageSeconds * 1000);
    const overAt = Date.now();
    await pause(plan.afterSeconds * 1000);
    await crowd.end();
    await database.connect();
    const { rows } = await database.query<{ count: number }>(`select count(*)::int as count from app.requests where title like 'Storm %'`);
    return {
      perSecondBefore: crowd.countBetween(startedAt, outageAt) / plan.beforeSeconds,
      perSecondAfter: Array.from({ length: plan.afterSeconds }, (_, second) => crowd.countBetween(overAt + second * 1000, overAt + (second + 1) * 1000)),
      duringOutage: crowd.countBetween(outageAt, overAt),
      answers: crowd.answers, acknowledged: crowd.acknowledged, recorded: rows[0]?.count ?? 0,
    };
  } finally {
    await database.end().catch(() => undefined);
    await stack.stop();
  }
}

class Crowd {
  readonly answers: Record<string, number> = {};
  private readonly doneAt: number[] = [];
  private readonly running: Promise<void>[];
  private ending = false;

  constructor(companies: readonly FaultCompany[], clients: number) {
    this.running = Array.from({ length: clients }, (_, index) => {
      const company = companies[index % companies.length];
      if (company === undefined) throw new Error('a crowd needs a company');
      return this.submitOn(company, index);
    });
  }

  get acknowledged(): number {
    return this.doneAt.length;
  }

  countBetween(fromMs: number, toMs: number): number {
    return this.doneAt.filter((at) => at >= fromMs && at < toMs).length;
  }

  /** Everybody finishes what they have begun. */
  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.running);
  }

  private async submitOn({ requester, requestTypeId }: FaultCompany, client: number): Promise<void> {
    for (let number = 1; !this.ending; number += 1) {
      const content = smallOrder(`Storm ${client}-${number}`);
      const key = crypto.randomUUID();
      while (!(await this.isAnswered(requester.callOnce(submitRequest, { body: { requestTypeId, content } }, key)))) await pause(againMs);
    }
  }

  private async isAnswered(call: Promise<unknown>): Promise<boolean> {
    const answer = await call.then(() => 'submitted', (error: unknown) => (error instanceof NoAnswer ? 'no answer' : (codeOf(error) ?? String(error))));
    this.answers[answer] = (this.answers[answer] ?? 0) + 1;
    if (answer === 'submitted') this.doneAt.push(Date.now());
    return answer === 'submitted';
  }
}

/** After how many seconds, for the first time, what is answered in the five seconds that follow is the share of before; null where it never is. */
export function recoveredAfterSeconds({ perSecondBefore, perSecondAfter }: StormResult): number | null {
  for (let second = 0; second + windowSeconds <= perSecondAfter.length; second += 1) {
    const sum = perSecondAfter.slice(second, second + windowSeconds).reduce((all, each) => all + each, 0);
    if (sum / windowSeconds >= share * perSecondBefore) return second;
  }
  return null;
}

const recoverWithinSeconds = 30;

export function stormFaults(result: StormResult): string[] {
  const recovered = recoveredAfterSeconds(result);
  const unexpected = Object.keys(result.answers).filter((answer) => !['submitted', 'unavailable', 'no answer'].includes(answer));
  return [
    ...(recovered === null || recovered > recoverWithinSeconds ? [`It did not recover within ${recoverWithinSeconds} s.`] : []),
    ...(result.recorded === result.acknowledged ? [] : [`${result.acknowledged} were acknowledged, and ${result.recorded} recorded.`]),
    ...(unexpected.length === 0 ? [] : [`Answered as nobody expects: ${unexpected.join(', ')}.`]),
  ];
}
