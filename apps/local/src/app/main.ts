/**
 * The supervisor behind `npm start`. Environment: PORT, COUNTERSIGN_DATA_DIR, DATABASE_URL, COUNTERSIGN_URL,
 * API_PORT, NO_COLOR. Ends with code 0 when it was told to stop, and with 1 when it could not start.
 */
import { PostgresProblem } from '@countersign/postgres';
import { join } from 'node:path';
import { LocalProblem } from '../platform/local-problem.js';
import { missingPrograms, REPOSITORY } from './locate-programs.js';
import { choosePaint, welcomeText } from './print-welcome.js';
import { readSettings } from './read-settings.js';
import { LocalStack } from './run-stack.js';
import type { Restartable } from './run-stack.js';

const paint = choosePaint(process.stdout, process.env['NO_COLOR']);
const say = (line: string): void => console.log(paint.quiet(line));

/** What the processes get of our environment: everything but the administrator's way into the database. */
function environmentForPrograms(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _url, DATABASE_ADMIN_URL: _adminUrl, NODE_CHANNEL_FD: _channel, ...rest } = process.env;
  return { ...rest, NODE_ENV: rest['NODE_ENV'] ?? 'production' };
}

function complain(error: unknown): void {
  const isSentence = error instanceof LocalProblem || error instanceof PostgresProblem;
  console.error(isSentence ? paint.wrong(error.message) : error);
}

async function run(): Promise<void> {
  const missing = missingPrograms();
  const needed = missing.filter((file) => !file.includes('seed-demo'));
  if (needed.length > 0) throw new LocalProblem(`Not everything is built (${needed.join(', ')} missing). Run npm start, which builds first.`);
  const settings = readSettings(process.env, join(REPOSITORY, '.data'));
  const stack = new LocalStack(settings, environmentForPrograms(), say);
  const told = whenToldToStop();
  try {
    await Promise.race([stack.start(), told]);
    if (told.isDone()) return;
    console.log(welcomeText({ publicUrl: settings.publicUrl, receiverUrl: stack.receiverUrl, demoFile: stack.demoFile, paint }));
    process.send?.({ ready: true, port: settings.port });
    obeyRestarts(stack);
    await told;
  } finally {
    if (told.isDone()) say('Stopping…');
    await stack.stop();
  }
}

/** Resolves at Ctrl-C, SIGTERM, a closed terminal, or the death of the parent. A second signal changes nothing. */
function whenToldToStop(): Promise<void> & { isDone(): boolean } {
  let done = false;
  const promise = new Promise<void>((resolve) => {
    const stop = (): void => {
      done = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    if (process.channel !== undefined && process.channel !== null) process.once('disconnect', stop);
  });
  return Object.assign(promise, { isDone: () => done });
}

/** The developer's watcher asks for restarts after it has built something. */
function obeyRestarts(stack: LocalStack): void {
  process.on('message', (message) => {
    if (typeof message !== 'object' || message === null || !('restart' in message) || !Array.isArray(message.restart)) return;
    for (const name of message.restart as Restartable[]) void stack.restart(name);
  });
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    complain(error);
    process.exit(1);
  },
);
