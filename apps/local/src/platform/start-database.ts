import { PostgresProblem, startPostgres } from '@countersign/postgres';
import type { PostgresServer } from '@countersign/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { LocalProblem } from './local-problem.js';
import { checkServer, ensureDatabase, withoutCredentials } from './reach-database.js';
import { SupervisedProcess } from './supervise-process.js';

/** A database that answers and is new enough. */
export interface Database {
  /** With the administrator's credentials: for migrating only. */
  readonly adminUrl: string;
  /** Without credentials. */
  readonly baseUrl: string;
  /** Ends the server, when it is ours. */
  stop(): Promise<void>;
}

/**
 * Uses the server of `databaseUrl`, or starts the embedded one and keeps it alive, on the same port.
 *
 * @throws LocalProblem or PostgresProblem, each a sentence
 */
export async function startDatabase(options: {
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  readonly say: (line: string) => void;
}): Promise<Database> {
  if (options.databaseUrl !== undefined) {
    await checkServer(options.databaseUrl);
    return { adminUrl: options.databaseUrl, baseUrl: withoutCredentials(options.databaseUrl), stop: () => Promise.resolve() };
  }
  return startEmbedded(options.dataDir, options.say);
}

async function startEmbedded(dataDir: string, say: (line: string) => void): Promise<Database> {
  let port: number | undefined;
  const launch = async (signal: AbortSignal): Promise<PostgresServer> => {
    signal.throwIfAborted();
    const server = await startPostgres({ dataDir, log: say, ...(port === undefined ? {} : { port }) });
    port = server.port;
    return server;
  };
  const supervised = new SupervisedProcess<PostgresServer>({
    name: 'PostgreSQL',
    launch,
    say,
    // What is wrong with a folder does not go away by itself.
    isFinal: (error) => error instanceof PostgresProblem && error.code !== 'port_taken',
  });
  const server = await supervised.start();
  try {
    const adminUrl = await ensureDatabase(server.adminUrl);
    return { adminUrl, baseUrl: withoutCredentials(adminUrl), stop: () => supervised.stop() };
  } catch (error) {
    await supervised.stop();
    throw error;
  }
}

const LOOK_AGAIN_MS = 100;

/**
 * Waits until a port is free: what a killed run left there may still be ending.
 *
 * @throws LocalProblem when it is still taken after `patienceMs`
 */
export async function untilPortIsFree(port: number, patienceMs: number, isFree: (port: number) => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; !(await isFree(port)); waitedMs += LOOK_AGAIN_MS) {
    if (waitedMs >= patienceMs) {
      throw new LocalProblem(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port < 65_000 ? port + 10 : port - 10} npm start.`);
    }
    await pause(LOOK_AGAIN_MS);
  }
}
