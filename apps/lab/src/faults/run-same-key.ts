import { submitRequest } from '@countersign/contracts/requests';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { inParallel } from '../platform/in-parallel.js';
import { startOwnStack } from '../platform/own-stack.js';
import { codeOf, Person } from '../platform/person.js';
import { setUpFaultCompany, smallOrder } from './set-up-company.js';

export interface SameKeyPlan {
  readonly keys: number;
  /** Calls with one key, sent together. */
  readonly callsEach: number;
  /** Keys at a time. */
  readonly width: number;
  readonly password: string;
}

export interface SameKeyResult {
  readonly calls: number;
  /** Told to come back, and sent again with the same key. */
  readonly toldToComeBack: number;
  /** Keys whose calls were not all answered alike; none is expected. */
  readonly differing: readonly string[];
  readonly recorded: number;
  readonly seconds: number;
}

/** Sends the same change under the same key many times at once, to two processes of the API in turn: it is carried out once, and every call has its answer. */
export async function runSameKey(repository: string, plan: SameKeyPlan, say: (line: string) => void): Promise<SameKeyResult> {
  const receiver = '127.0.0.1:9';
  const stack = await startOwnStack({ repository, allowedWebhookHosts: [receiver], environment: process.env, say: () => undefined, apps: ['api'], apiProcesses: 2 });
  const database = new pg.Client({ connectionString: stack.adminUrl });
  try {
    await database.connect();
    const company = await setUpFaultCompany({ baseUrl: stack.baseUrl, seed: 'keys', password: plan.password, endpoint: { url: `http://${receiver}/orders`, secret: `whsec_${Buffer.alloc(32, 1).toString('base64')}` }, budgetOwners: 1, finance: 0 });
    const callers = await Promise.all(stack.apis.map(async ({ baseUrl }) => {
      const caller = new Person(baseUrl, company.requester.account);
      await caller.enter();
      return caller;
    }));
    let toldToComeBack = 0;
    const callOnce = async (index: number, content: ReturnType<typeof smallOrder>, key: string): Promise<string> => {
      for (;;) {
        try {
          return JSON.stringify(await callers[index % callers.length]?.callOnce(submitRequest, { body: { requestTypeId: company.requestTypeId, content } }, key));
        } catch (error) {
          if (codeOf(error) !== 'unavailable') throw error;
          toldToComeBack += 1;
          await pause(200);
        }
      }
    };
    const differing: string[] = [];
    const startedAt = performance.now();
    await inParallel(Array.from({ length: plan.keys }, (_, index) => index + 1), plan.width, async (number) => {
      const key = crypto.randomUUID();
      const answers = await Promise.all(Array.from({ length: plan.callsEach }, (_, index) => callOnce(index, smallOrder(`Once ${number}`), key)));
      if (new Set(answers).size !== 1) differing.push(key);
      if (number % 100 === 0) say(`${number} of ${plan.keys} keys`);
    });
    const { rows } = await database.query<{ count: number }>(`select count(*)::int as count from app.requests where title like 'Once %'`);
    return { calls: plan.keys * plan.callsEach, toldToComeBack, differing, recorded: rows[0]?.count ?? 0, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await database.end().catch(() => undefined);
    await stack.stop();
  }
}

export function sameKeyFaults(plan: SameKeyPlan, { differing, recorded }: SameKeyResult): string[] {
  return [
    ...(differing.length === 0 ? [] : [`${differing.length} keys were answered in more than one way.`]),
    ...(recorded === plan.keys ? [] : [`${plan.keys} keys, and ${recorded} requests recorded.`]),
  ];
}
