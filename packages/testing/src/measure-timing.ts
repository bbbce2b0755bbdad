import { listTasks, previewDecision } from '@countersign/contracts/tasks';
import type { Operation } from '@countersign/contracts/platform';
import { getRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { newCompany, type Company } from './company.js';
import { sameDistribution } from './compare-samples.js';
import { sendRaw, type RawInput } from './raw-call.js';
import { seeded } from './seeded.js';
import { openTestApi } from './test-api.js';
import type { Person } from './people.js';

export interface TimingResult {
  readonly says: string;
  readonly samples: number;
  readonly medianForeignMs: number;
  readonly medianUnusedMs: number;
  /** The better of the two rounds at most that were made: noise passes, a difference stays. */
  readonly p: number;
  readonly rounds: number;
  readonly holds: boolean;
}

interface Question {
  readonly says: string;
  readonly operation: Operation;
  readonly by: Person;
  readonly foreign: readonly string[];
  input(id: string): RawInput;
  /** Planted: how much longer a foreign id takes. */
  readonly delayMs?: number;
}

const pLeast = 0.01;
const warmUp = 100;

/** R18: whether an id of another company can be told by the time of the answer from one that nobody has. The last is planted, and must be told. */
export async function measureTiming({ samples, seed, say }: { readonly samples: number; readonly seed: number; readonly say: (line: string) => void }): Promise<TimingResult[]> {
  const api = await openTestApi();
  try {
    const [a, b] = [await newCompany(api, 'Acme'), await newCompany(api, 'Borealis')];
    const random = seeded(seed);
    const results: TimingResult[] = [];
    for (const question of await questionsOf(a, b)) {
      const result = await ask(api.baseUrl, question, samples, random);
      say(`${result.says}: foreign ${result.medianForeignMs.toFixed(2)} ms, unused ${result.medianUnusedMs.toFixed(2)} ms, p ${result.p.toPrecision(2)}.`);
      results.push(result);
    }
    return results;
  } finally {
    await api.close();
  }
}

async function questionsOf(a: Company, b: Company): Promise<Question[]> {
  const requests: string[] = [];
  for (let made = 0; made < 20; made += 1) requests.push((await b.submit()).id);
  const tasks = (await b.budgetOwner.call(listTasks, { query: { assignee: 'me', limit: '100' } })).items.map(({ id }) => id);
  await a.submit();
  const byPath = { operation: getRequest, by: a.requester, foreign: requests, input: (requestId: string) => ({ params: { requestId } }) };
  return [
    { says: 'getRequest', ...byPath },
    { says: 'showRequest', operation: showRequest, by: a.auditor, foreign: requests, input: (requestId) => ({ query: { requestId } }) },
    { says: 'previewDecision', operation: previewDecision, by: a.budgetOwner, foreign: tasks, input: (taskId) => ({ params: { taskId }, query: { verdict: 'approve' } }) },
    { says: 'planted: a foreign id takes 2 ms longer', ...byPath, delayMs: 2 },
  ];
}

async function ask(baseUrl: string, question: Question, samples: number, random: () => number): Promise<TimingResult> {
  let best: { p: number; foreign: number[]; unused: number[] } | undefined;
  let rounds = 0;
  while (rounds < 2 && (best === undefined || best.p <= pLeast)) {
    rounds += 1;
    const { foreign, unused } = await sample(baseUrl, question, samples, random);
    const { p } = sameDistribution(foreign, unused);
    if (best === undefined || p > best.p) best = { p, foreign, unused };
  }
  const { p = 0, foreign = [], unused = [] } = best ?? {};
  const same = p > pLeast;
  return { says: question.says, samples, medianForeignMs: median(foreign), medianUnusedMs: median(unused), p, rounds, holds: question.delayMs === undefined ? same : !same };
}

/** Foreign and unused in random order, so that whatever else the machine does meets both alike. */
async function sample(baseUrl: string, question: Question, samples: number, random: () => number): Promise<{ foreign: number[]; unused: number[] }> {
  const [foreign, unused]: [number[], number[]] = [[], []];
  for (let warm = 0; warm < warmUp; warm += 1) await timeOne(baseUrl, question, randomUUID(), 0);
  while (foreign.length < samples || unused.length < samples) {
    const isForeign = unused.length >= samples || (foreign.length < samples && random() < 0.5);
    // Both are made the same way, and neither is asked for twice in a row.
    const id = isForeign ? (question.foreign[Math.floor(random() * question.foreign.length)] ?? '') : randomUUID();
    (isForeign ? foreign : unused).push(await timeOne(baseUrl, question, id, isForeign ? (question.delayMs ?? 0) : 0));
  }
  return { foreign, unused };
}

async function timeOne(baseUrl: string, { operation, by, input }: Question, id: string, delayMs: number): Promise<number> {
  const begunMs = performance.now();
  const { status } = await sendRaw(baseUrl, operation, input(id), { by });
  if (delayMs > 0) await pause(delayMs);
  const tookMs = performance.now() - begunMs;
  if (status !== 404) throw new Error(`${operation.name} answered ${status}: the ids are not those of somebody else`);
  return tookMs;
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
