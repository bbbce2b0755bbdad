import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startOwnStack } from '../platform/own-stack.js';
import { ArrivalsReceiver } from './arrivals-receiver.js';
import { EffectCompany } from './effect-company.js';
import { measureJobFloor } from './job-floor.js';
import { countWaiting, makeEffectsWait } from './waiting-effects.js';

export interface EffectsPlan {
  readonly waiting: number;
  readonly quiet: number;
  readonly floorJobs: number;
}

export interface EffectsResult {
  readonly floorPerSecond: number;
  readonly perSecond: number;
  readonly quietMs: readonly number[];
  readonly behindBacklogMs: readonly number[];
  readonly besideDeadMs: readonly number[];
  /** How many effects of the noisy company waited when each stage began. */
  readonly waited: { readonly backlog: number; readonly dead: number };
}

const atOnce = 32;
const everyMs = 250;
const patienceMs = 120_000;
const throughputMs = 10_000;
const settleMs = 15_000;

/** Two companies on one stack: how long the quiet one's effects take alone, behind the other's backlog, and beside its dead receiver. */
export async function runEffects(repository: string, plan: EffectsPlan, say: (line: string) => void): Promise<EffectsResult> {
  const [quietReceiver, noisyReceiver] = [new ArrivalsReceiver(), new ArrivalsReceiver()];
  await Promise.all([quietReceiver.listen(), noisyReceiver.listen()]);
  const environment = { ...process.env, TRIES_PER_ADDRESS_FACTOR: '100', EFFECTS_AT_ONCE_MAX: String(atOnce) };
  const stack = await startOwnStack({ repository, allowedWebhookHosts: [quietReceiver.host, noisyReceiver.host], environment, say: () => undefined });
  try {
    const company = (seed: string, receiver: ArrivalsReceiver) => EffectCompany.open({ baseUrl: stack.baseUrl, seed, password: randomBytes(12).toString('base64url'), secret: `whsec_${randomBytes(32).toString('base64')}`, receiver });
    const [quiet, noisy] = [await company('quiet', quietReceiver), await company('noisy', noisyReceiver)];
    await quiet.latencies(5, everyMs, patienceMs);
    say(`alone: ${plan.quiet} effects`);
    const quietMs = await quiet.latencies(plan.quiet, everyMs, patienceMs);
    say('pg-boss alone');
    const floorPerSecond = await measureJobFloor(stack.adminUrl, { count: plan.floorJobs, atOnce });
    const { requestId } = await noisy.approve();
    await pause(3_000);
    say(`${plan.waiting} effects of the other company are made to wait`);
    const backlog = await makeEffectsWait(stack.adminUrl, requestId, plan.waiting);
    const before = noisyReceiver.count;
    await pause(throughputMs);
    const perSecond = (1000 * (noisyReceiver.count - before)) / throughputMs;
    say(`behind them: ${plan.quiet} effects`);
    const behindBacklogMs = await quiet.latencies(plan.quiet, everyMs, patienceMs);
    noisyReceiver.hangs = true;
    await pause(settleMs);
    const dead = await countWaiting(stack.adminUrl, requestId);
    say(`its receiver hangs, ${dead} wait: ${plan.quiet} effects`);
    const besideDeadMs = await quiet.latencies(plan.quiet, everyMs, patienceMs);
    return { floorPerSecond, perSecond, quietMs, behindBacklogMs, besideDeadMs, waited: { backlog, dead } };
  } finally {
    await stack.stop();
    await Promise.all([quietReceiver.close(), noisyReceiver.close()]);
  }
}
