/**
 * One product for all journeys, as `npm start` runs it: empty, on ports and a folder of its own. Each journey has a company of its own.
 * Runs what is built, so build first (`npm test` does).
 */
import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../local/dist/app/main.js', import.meta.url));
// Far more than it takes, on a machine that may be doing other things.
const readyWithinMs = 240_000;

export default async function startStack() {
  // Unpacked, where it is, before the first journey is timed.
  const { findBrowser } = await import('@countersign/browser');
  await findBrowser();
  for (let attempt = 1; ; attempt += 1) {
    try {
      globalThis.countersignStack = await startOnFreePorts();
      return;
    } catch (error) {
      // Somebody else looked at the same moment.
      if (attempt === 3 || !String(error).includes('is taken')) throw error;
    }
  }
}

async function startOnFreePorts() {
  const port = await freePorts();
  const dataDir = mkdtempSync(join(tmpdir(), 'countersign-e2e-'));
  // Everybody signs up from one address here, which is what the limit is there to stop elsewhere.
  // A provider of access tokens that a journey may open; whoever is called has to be allowed before.
  const providerPort = port + 2;
  const env = { ...process.env, ALLOWED_WEBHOOK_HOSTS: `127.0.0.1:${providerPort}`, PORT: String(port), COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_DEMO: 'off', DATABASE_URL: '', TRIES_PER_ADDRESS_FACTOR: '1000' };
  const child = fork(main, [], { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => said.push(text.toString()));
  const stop = async () => {
    await end(child);
    rmSync(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, child, said);
  } catch (error) {
    await stop();
    throw error;
  }
  const receiverPort = readFileSync(join(dataDir, 'receiver-port'), 'utf8').trim();
  const receiverSecret = readFileSync(join(dataDir, 'receiver-secret'), 'utf8').trim().split('\n')[0];
  process.env.COUNTERSIGN_TEST_STACK = JSON.stringify({ url, dataDir, receiverUrl: `http://127.0.0.1:${receiverPort}`, receiverSecret, providerPort });
  return { stop };
}

async function untilHealthy(url, child, said) {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline && child.exitCode === null) {
    const answer = await fetch(`${url}/v1/health`).catch(() => null);
    if (answer?.ok && said.join('').includes('Countersign is ready')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The product did not start: ${said.join('')}`);
}

function end(child) {
  if (child.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** A free port whose two successors are free too: the receiver takes the one, a provider the other. */
async function freePorts() {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    // Below those that the system gives to outgoing connections, any of which could take it between the look and the start.
    const port = 12_000 + Math.floor(Math.random() * 20_000);
    if ((await isFree(port)) && (await isFree(port + 1)) && (await isFree(port + 2))) return port;
  }
  throw new Error('No three neighbouring ports are free.');
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
