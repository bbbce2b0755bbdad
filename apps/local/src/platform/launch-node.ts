import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalProblem } from './local-problem.js';
import { describeExit } from './supervise-process.js';
import type { ProcessExit, RunningProcess } from './supervise-process.js';

export interface NodeProgram {
  /** As it stands at the beginning of a sentence: `The API`. */
  readonly name: string;
  /** Absolute path of the script. */
  readonly script: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where its output goes; kept over restarts, set aside as `<file>.1` above 5 MiB. */
  readonly logFile: string;
  /** How long it may take to end when asked; 10,000 ms when not given. */
  readonly stopWithinMs?: number;
}

export interface RunningProgram extends RunningProcess {
  readonly pid: number;
  /** The port that it says it listens on; undefined when it named none. */
  readonly port: number | undefined;
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;
const LOG_KEPT_BYTES = 5 * 1024 * 1024;

/**
 * Starts a Node program and resolves once it has sent `{ready: true, port?}`. It is told to end by SIGTERM.
 * When we are killed, the channel to it closes, and it ends by itself.
 *
 * @throws LocalProblem when it ends first, sends `{problem: sentence}`, or is not ready within 60 s
 */
export async function launchNode(program: NodeProgram, signal: AbortSignal): Promise<RunningProgram> {
  signal.throwIfAborted();
  const child = spawnProgram(program);
  const exited = new Promise<ProcessExit>((settle) => {
    child.once('error', () => settle({ code: null, signal: null }));
    child.once('exit', (code, signal) => settle({ code, signal }));
  });
  const stop = (): Promise<ProcessExit> => stopChild(child, exited, program.stopWithinMs ?? STOP_WITHIN_MS);
  const stopEarly = (): void => void stop();
  signal.addEventListener('abort', stopEarly, { once: true });
  try {
    const port = await readinessOf(child, exited, program);
    return { pid: child.pid ?? 0, port, exited, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    signal.removeEventListener('abort', stopEarly);
  }
}

function spawnProgram({ script, env, logFile }: NodeProgram): ChildProcess {
  const found = statSync(logFile, { throwIfNoEntry: false });
  if (found !== undefined && found.size > LOG_KEPT_BYTES) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  try {
    return fork(script, [], {
      env,
      // A call leaves much that is garbage at once: with room for it, less is looked over again and again while it is young.
      execArgv: ['--enable-source-maps', '--max-semi-space-size=32'],
      stdio: ['ignore', log, log, 'ipc'],
      // Its own session: Ctrl-C reaches the supervisor alone, which then ends things in order.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

async function readinessOf(child: ChildProcess, exited: Promise<ProcessExit>, program: NodeProgram): Promise<number | undefined> {
  const giveUp = new AbortController();
  try {
    return await Promise.race([
      saysReady(child),
      exited.then((exit) => Promise.reject(notStarted(program, describeExit(exit)))),
      pause(READY_WITHIN_MS, undefined, { signal: giveUp.signal }).then(() =>
        Promise.reject(notStarted(program, `not ready after ${READY_WITHIN_MS / 1000} s`)),
      ),
    ]);
  } finally {
    giveUp.abort();
    child.removeAllListeners('message');
  }
}

function saysReady(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.on('message', (message) => {
      if (typeof message !== 'object' || message === null) return;
      if ('problem' in message && typeof message.problem === 'string') reject(new LocalProblem(message.problem));
      if (!('ready' in message) || message.ready !== true) return;
      resolve('port' in message && typeof message.port === 'number' ? message.port : undefined);
    });
  });
}

function notStarted({ name, logFile }: NodeProgram, why: string): LocalProblem {
  const last = lastLine(logFile);
  return new LocalProblem(`${name} did not start (${why}). Its log is ${logFile}${last === '' ? '' : `, and ends: ${last}`}`);
}

function lastLine(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /error|problem/i.test(line) && !line.startsWith('at '));
  return (errors.at(-1) ?? lines.filter((line) => line !== '').at(-1) ?? '').slice(0, 400);
}

async function stopChild(child: ChildProcess, exited: Promise<ProcessExit>, withinMs: number): Promise<ProcessExit> {
  const giveUp = new AbortController();
  child.kill('SIGTERM');
  const late = pause(withinMs, true, { signal: giveUp.signal }).catch(() => false);
  if ((await Promise.race([exited, late])) === true) child.kill('SIGKILL');
  giveUp.abort();
  return exited;
}
