import type { Arrival } from '@countersign/receiver';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkInvariants, readBacklog, readKept, type Invariant, type Kept } from './check-invariants.js';
import type { DecidedLine, LedgerLine, LoadSummary } from './decide-under-faults.js';
import type { FaultKind, Kill } from './fault-plan.js';
import { KeptAliveStack } from './kept-alive-stack.js';
import { readLedger } from './ledger.js';
import type { FromLoad, ToLoad } from './load-orders.js';
import { runKiller } from './run-killer.js';
import { openSignedReceiver, type SignedReceiver } from './signed-receiver.js';

export interface CampaignOptions {
  readonly repository: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly kinds: readonly FaultKind[];
  readonly killsEach: number;
  readonly seed: number;
  /** A module that is loaded into the API's process and breaks it on purpose. */
  readonly plantedModule: string | null;
  readonly say: (line: string) => void;
}

export interface CampaignResult {
  readonly kills: readonly Kill[];
  readonly decided: readonly DecidedLine[];
  readonly arrivals: readonly Arrival[];
  readonly kept: Kept;
  readonly load: LoadSummary;
  readonly invariants: readonly Invariant[];
  readonly seconds: number;
  readonly secondsToDrain: number;
}

const healWithinMs = 60_000;
const drainWithinMs = 90_000;
const warmUpMs = 1_500;

/** Kills while people decide; then lets everything heal, and holds what is there against what was acknowledged. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const signed = await openSignedReceiver(options.seed + 1);
  const { receiver, secret } = signed;
  const planted = options.plantedModule === null ? {} : { PLANTED_WEBHOOK_URL: receiver.url, PLANTED_WEBHOOK_SECRET: secret };
  const stack = new KeptAliveStack({
    repository: options.repository,
    allowedWebhookHosts: [receiver.host],
    environment: { ...options.environment, ...planted },
    nodeArguments: options.plantedModule === null ? [] : ['--import', options.plantedModule],
    say: options.say,
  });
  let load: ChildProcess | undefined;
  try {
    options.say('Starting a stack of its own…');
    await stack.start();
    load = fork(join(options.repository, 'apps/lab/dist/app/fault-load.js'), [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    return await runOn(options, stack, signed, load);
  } finally {
    load?.disconnect();
    await stack.stop();
    await receiver.close();
  }
}

async function runOn(options: CampaignOptions, stack: KeptAliveStack, { receiver, secret }: SignedReceiver, loadProcess: ChildProcess): Promise<CampaignResult> {
  const { say, seed, kinds, killsEach } = options;
  const ledgerFile = join(stack.folder, 'ledger.jsonl');
  const killsFile = join(stack.folder, 'kills.jsonl');
  await tell(loadProcess, { begin: { baseUrl: stack.baseUrl, endpoint: { url: receiver.url, secret }, ledgerFile, seed } });
  const begunMs = Date.now();
  say(`People decide. Killing ${kinds.join(', ')}, ${killsEach} times each…`);
  await pause(warmUpMs);
  await runKiller(options.repository, { livesFile: stack.livesFile, ledgerFile, killsFile, kinds, killsEach, seed });
  if (!(await stack.healed(healWithinMs))) throw new Error(`What was killed was not up again after ${healWithinMs / 1000} s.`);
  const answer = await tell(loadProcess, { stop: true });
  if (!('stopped' in answer)) throw new Error('the load did not say how it ended');
  const seconds = (Date.now() - begunMs) / 1000;
  say('Everything is up; waiting until no effect is left to be done…');
  const drain = await drained(stack.adminUrl);
  const asked = await tell(loadProcess, { askAgain: true });
  const lines = readLedger<LedgerLine>(ledgerFile);
  const decided = lines.filter((line): line is DecidedLine => line.kind === 'decided');
  const submittedIds = lines.flatMap((line) => (line.kind === 'submitted' ? [line.requestId] : []));
  const kept = await readKept(stack.adminUrl);
  const arrivals = receiver.calls.filter(({ acted }) => acted);
  const invariants = [...checkInvariants({ kept, decided, submittedIds, arrivals, receiverProblems: receiver.problems, loadProblems: answer.stopped.problems }), ...('asked' in asked ? asked.asked : []), drain.invariant];
  return { kills: readLedger<Kill>(killsFile), decided, arrivals, kept, load: answer.stopped, invariants, seconds, secondsToDrain: drain.seconds };
}

/** Says one thing, and waits for its answer. */
async function tell(load: ChildProcess, message: ToLoad): Promise<FromLoad> {
  load.send(message);
  const ended = once(load, 'exit').then(([code]: unknown[]) => Promise.reject(new Error(`The load ended with code ${String(code)}.`)));
  ended.catch(() => undefined);
  const [answer] = (await Promise.race([once(load, 'message'), ended])) as [FromLoad];
  return answer;
}

async function drained(adminUrl: string): Promise<{ readonly invariant: Invariant; readonly seconds: number }> {
  const begunMs = Date.now();
  let left = await readBacklog(adminUrl);
  while (left > 0 && Date.now() - begunMs < drainWithinMs) {
    await pause(250);
    left = await readBacklog(adminUrl);
  }
  const seconds = (Date.now() - begunMs) / 1000;
  const breaches = left === 0 ? [] : [`${left} effects and jobs are left`];
  return { invariant: { promise: `no effect and no job is left ${drainWithinMs / 1000} s after the last answer`, looked: 1, breaches }, seconds };
}
