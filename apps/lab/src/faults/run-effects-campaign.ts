import { randomBytes } from 'node:crypto';
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestReceiver } from '@countersign/receiver';
import pg from 'pg';
import { makeEffectsWait } from '../bench/waiting-effects.js';
import { checkEffects, type EffectsOf } from './check-effects.js';
import { readBacklog, type Invariant } from './check-invariants.js';
import { checkDoubts, checkUndoing, type UndoingCounts } from './check-undoing.js';
import { setUpEffectCompany } from './effect-companies.js';
import { openEffectReceivers, type EffectReceiver } from './effect-receivers.js';
import type { FaultKind, Kill } from './fault-plan.js';
import { KeptAliveStack } from './kept-alive-stack.js';
import { readLedger } from './ledger.js';
import { runKiller } from './run-killer.js';
import { openUndoingReceiver, UndoingCompany } from './undoing-company.js';

export interface EffectsCampaignOptions {
  readonly repository: string;
  readonly environment: NodeJS.ProcessEnv;
  /** In all; a quarter for each kind of receiver. */
  readonly effects: number;
  /** Requests besides, whose last effect is refused, so that what was done before it is undone. */
  readonly undone: number;
  readonly kinds: readonly FaultKind[];
  readonly faultsEach: number;
  readonly seed: number;
  /** A module that is loaded into the workers and breaks them on purpose. */
  readonly plantedModule: string | null;
  readonly say: (line: string) => void;
}

export interface EffectsCampaignResult {
  readonly faults: readonly Kill[];
  readonly counts: readonly EffectsOf[];
  readonly undoing: UndoingCounts;
  readonly invariants: readonly Invariant[];
  readonly seconds: number;
  readonly healthySeconds: number;
  /** Jobs that were given to another worker, since whoever had them said nothing any more. */
  readonly givenAnew: number;
}

/** Longer than it takes to be noticed: whoever stands still for longer has lost what they held. */
export const leaseMs = 3_000;
const timeoutMs = 1_500;
/** A job of a worker that says nothing is given to another after 10 s, and looked for every second. */
const pauses = { shortMs: [1_000, 6_000], longMs: [12_000, 18_000] } as const;
const retryDelaysMs = [200, 500, 1_000, 2_000, 3_000, ...Array.from({ length: 25 }, () => 4_000)];
const healWithinMs = 90_000;
const stalledAfterMs = 90_000;

/** Carries out effects at receivers that misbehave while workers and PostgreSQL are killed and paused; then holds what the product says against the receivers' own account. */
export async function runEffectsCampaign(options: EffectsCampaignOptions): Promise<EffectsCampaignResult> {
  const [receivers, undoing] = await Promise.all([openEffectReceivers(options.seed), openUndoingReceiver(options.seed)]);
  const stack = new KeptAliveStack({
    repository: options.repository,
    allowedWebhookHosts: [undoing.host, ...receivers.map(({ receiver }) => receiver.host)],
    environment: { ...options.environment, EFFECT_LEASE_MS: String(leaseMs), EFFECT_TIMEOUT_MS: String(timeoutMs), RETRY_DELAYS_MS: retryDelaysMs.join(','), TRIES_PER_ADDRESS_FACTOR: '100' },
    workers: 2,
    workerArguments: options.plantedModule === null ? [] : ['--import', options.plantedModule],
    say: options.say,
  });
  try {
    options.say('Starting a stack of its own, with two workers…');
    await stack.start();
    return await runOn(options, stack, receivers, undoing);
  } finally {
    await stack.stop();
    await Promise.all([undoing, ...receivers.map(({ receiver }) => receiver)].map((receiver) => receiver.close()));
  }
}

async function runOn(options: EffectsCampaignOptions, stack: KeptAliveStack, receivers: readonly EffectReceiver[], undoing: TestReceiver): Promise<EffectsCampaignResult> {
  const { say, effects, undone, seed, kinds, faultsEach } = options;
  const password = randomBytes(12).toString('base64url');
  const examples: string[] = [];
  for (const of of receivers) examples.push(await setUpEffectCompany({ baseUrl: stack.baseUrl, password, of }));
  await emptied(stack.adminUrl);
  say(`${undone} requests are approved besides, whose effects will have to be undone…`);
  const company = await UndoingCompany.open({ baseUrl: stack.baseUrl, password, receiver: undoing, requests: undone });
  say(`${effects} effects are wanted, a quarter at each kind of receiver…`);
  for (const requestId of examples) await makeEffectsWait(stack.adminUrl, requestId, Math.ceil(effects / receivers.length));
  await company.goOn();
  const begunMs = Date.now();
  const ledgerFile = join(stack.folder, 'arrivals');
  const killsFile = join(stack.folder, 'kills.jsonl');
  writeFileSync(ledgerFile, '');
  const stop = noteArrivals(ledgerFile, [undoing, ...receivers.map(({ receiver }) => receiver)]);
  try {
    say(`Killing and pausing: ${kinds.join(', ')}, ${faultsEach} times each, while there is something to do…`);
    await runKiller(options.repository, { livesFile: stack.livesFile, ledgerFile, killsFile, kinds, killsEach: faultsEach, seed, pauses });
  } finally {
    stop();
  }
  if (!(await stack.healed(healWithinMs))) throw new Error(`What was killed was not up again after ${healWithinMs / 1000} s.`);
  const healedMs = Date.now();
  say(`All faults are over; ${await backlog(stack.adminUrl)} effects and jobs are left to be done…`);
  await emptied(stack.adminUrl);
  const doubts = await checkDoubts(stack.adminUrl, company.exampleRequestId, undoing);
  say(`A person looks at ${doubts.looked} orders of which nobody knows…`);
  const settled = await company.settleDoubts();
  const left = await emptied(stack.adminUrl);
  const checked = await Promise.all(receivers.map((of, index) => checkEffects(stack.adminUrl, examples[index] ?? '', of)));
  const undid = await checkUndoing(stack.adminUrl, company.exampleRequestId, undoing);
  const givenAnew = await countGivenAnew(stack.adminUrl);
  const nothingLeft: Invariant = { promise: 'no effect and no job is left', looked: 1, breaches: left === 0 ? [] : [`${left} effects and jobs are left, and nothing moved for ${stalledAfterMs / 1000} s`] };
  const unsigned: Invariant = { promise: 'every webhook was signed correctly', looked: receivers[0]?.receiver.calls.length ?? 0, breaches: receivers.flatMap(({ kind, receiver }) => (kind === 'webhook' ? receiver.problems : [])) };
  return { faults: readLedger<Kill>(killsFile), counts: checked.map(({ counts }) => counts), undoing: { ...undid.counts, settled }, invariants: [...checked.flatMap(({ invariants }) => invariants), doubts, ...undid.invariants, unsigned, nothingLeft], seconds: (Date.now() - begunMs) / 1000, healthySeconds: (Date.now() - healedMs) / 1000, givenAnew };
}

/** Touches the file as long as calls arrive, so that the killer knows that something is under way. */
function noteArrivals(file: string, receivers: readonly TestReceiver[]): () => void {
  let before = 0;
  const timer = setInterval(() => {
    const now = receivers.reduce((sum, { calls }) => sum + calls.length, 0);
    if (now > before) utimesSync(file, new Date(), new Date());
    before = now;
  }, 50);
  return () => clearInterval(timer);
}

/** Waits until nothing is left to be done, or nothing moves any more. Returns what is left. */
async function emptied(adminUrl: string): Promise<number> {
  let [left, movedMs] = [await backlog(adminUrl), Date.now()];
  while (left > 0 && Date.now() - movedMs < stalledAfterMs) {
    await pause(500);
    const now = await backlog(adminUrl);
    if (now !== left) [left, movedMs] = [now, Date.now()];
  }
  return left;
}

/** PostgreSQL may be recovering still from the last fault. */
async function backlog(adminUrl: string): Promise<number> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    try {
      return await readBacklog(adminUrl);
    } catch {
      await pause(500);
    }
  }
  return readBacklog(adminUrl);
}

async function countGivenAnew(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows: [row] } = await client.query<{ count: string }>("select count(*) from pgboss.job where name = 'effects' and retry_count > 0");
  await client.end();
  return Number(row?.count ?? 0);
}
