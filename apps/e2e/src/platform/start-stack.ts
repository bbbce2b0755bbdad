import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The whole product as `npm start` runs it, empty, on ports and a folder of its own. */
export interface Stack {
  readonly url: string;
  /** Where the demo's receiver takes webhooks, and where its page is. */
  readonly receiverUrl: string;
  readonly receiverSecret: string;
  stop(): Promise<void>;
}

const main = join(__dirname, '../../../local/dist/app/main.js');
const readyWithinMs = 60_000;

/** Starts PostgreSQL, API, worker and receiver from what is built. */
export async function startStack(): Promise<Stack> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnFreePorts();
    } catch (error) {
      // Somebody else looked at the same moment.
      if (attempt === 3 || !String(error).includes('is taken')) throw error;
    }
  }
}

async function startOnFreePorts(): Promise<Stack> {
  const port = await freePortPair();
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-'));
  const env = { ...process.env, PORT: String(port), COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_DEMO: 'off', DATABASE_URL: '' };
  const child = fork(main, [], { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const said: string[] = [];
  child.stdout?.on('data', (text: Buffer) => said.push(text.toString()));
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, child, said);
  } catch (error) {
    await end(child);
    throw error;
  }
  const receiverPort = readFileSync(join(dataDir, 'receiver-port'), 'utf8').trim();
  const receiverSecret = readFileSync(join(dataDir, 'receiver-secret'), 'utf8').trim().split('\n')[0] ?? '';
  return {
    url,
    receiverUrl: `http://127.0.0.1:${receiverPort}`,
    receiverSecret,
    async stop() {
      await end(child);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function untilHealthy(url: string, child: ChildProcess, said: readonly string[]): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/v1/health`).catch(() => null);
    if (answer?.ok && said.join('').includes('Countersign is ready')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The product did not start: ${said.join('')}`);
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A free port whose successor is free too: the receiver takes that one. */
async function freePortPair(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    // Below those that the system gives to outgoing connections, any of which could take it between the look and the start.
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('No two neighbouring ports are free.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
