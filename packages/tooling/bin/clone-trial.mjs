/** One newcomer's way through a fresh clone: `npm start`, look, Ctrl-C, again; then `npm test`. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { processesUnder } from './clone-user.mjs';

const READY_WITHIN_MS = 10 * 60_000;
const STOP_WITHIN_MS = 40_000;
const TEST_WITHIN_MS = 20 * 60_000;

/**
 * What a newcomer's shell holds: nothing of this project, none of its programs, and not the choices of whoever
 * runs this. Where packages come from is taken over: it may be the only place that can be reached.
 */
export function newcomerEnvironment(user, port) {
  const path = (process.env.PATH ?? '').split(':').filter((folder) => !folder.includes('node_modules')).join(':');
  const { stdout } = spawnSync('npm', ['config', 'get', 'registry'], { env: { ...process.env, PATH: path }, encoding: 'utf8' });
  return { PATH: path, HOME: user.home, LANG: 'C.UTF-8', PORT: String(port), npm_config_registry: stdout.trim() };
}

/** A command of the user's in the clone, in a process group of its own, as a terminal would start it. */
function run(trial, words) {
  const [command, ...options] = trial.user.command(words);
  const child = spawn(command, options, { cwd: trial.clone, env: trial.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const running = { child, output: '', exit: undefined };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (running.output += chunk));
  running.exited = new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  }).then((code) => (running.exit = { code }));
  return running;
}

async function untilReady(trial, running) {
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!running.output.includes('Countersign is ready')) {
    if (running.exit !== undefined) throw new Error(`npm start ended with code ${running.exit.code}:\n${running.output.slice(-3000)}`);
    if (performance.now() > deadline) throw new Error(`npm start was not ready in time:\n${running.output.slice(-3000)}`);
    await pause(200);
  }
}

async function get(trial, path, headers = {}) {
  return fetch(`${trial.address}${path}`, { headers, signal: AbortSignal.timeout(10_000) });
}

/** The ids of all requests that the demo's first person sees. */
async function demoRequestIds(trial) {
  const file = join(trial.clone, '.data/demo.json');
  if (!existsSync(file)) throw new Error('npm start left no demo to sign in to.');
  const { email, password } = JSON.parse(readFileSync(file, 'utf8')).signIns[0];
  const signedIn = await fetch(`${trial.address}/v1/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: trial.address },
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`signing in as ${email} was answered with ${signedIn.status}: ${await signedIn.text()}`);
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const listed = await get(trial, '/v1/requests', { cookie });
  if (!listed.ok) throw new Error(`listing requests was answered with ${listed.status}`);
  return (await listed.json()).items.map(({ id }) => id).sort();
}

/** Each look is a line of the table. `kept` carries what the first start showed over to the second. */
export async function tryStart(trial, round, kept) {
  const { check } = trial;
  const running = run(trial, ['npm', 'start']);
  try {
    await check(`npm start (${round}) says that it is ready`, () => untilReady(trial, running));
    await check(`health (${round})`, async () => expectStatus(await get(trial, '/v1/health'), 200));
    await check(`sign-in page (${round})`, async () => {
      const page = await get(trial, '/sign-in', { accept: 'text/html' });
      expectStatus(page, 200);
      if (!(await page.text()).includes('<div id="root"')) throw new Error('the page is not the web app');
    });
    await check(round === 1 ? 'the demo has requests' : 'a restart kept the requests', async () => {
      const ids = await demoRequestIds(trial);
      if (ids.length === 0) throw new Error('there is no request');
      const lost = (kept.ids ?? []).filter((id) => !ids.includes(id));
      if (lost.length > 0) throw new Error(`${lost.length} requests are gone`);
      kept.ids = ids;
    });
    await check(`Ctrl-C ends all of it (${round})`, () => pressControlC(trial, running));
  } finally {
    if (running.exit === undefined) process.kill(-running.child.pid, 'SIGKILL');
  }
}

function expectStatus(response, status) {
  if (response.status !== status) throw new Error(`answered ${response.status}, not ${status}`);
}

async function pressControlC(trial, running) {
  process.kill(-running.child.pid, 'SIGINT');
  const late = pause(STOP_WITHIN_MS, 'late', { ref: false });
  if ((await Promise.race([running.exited, late])) === 'late') throw new Error('it did not end');
  if (running.exit.code !== 0) throw new Error(`it ended with code ${running.exit.code}:\n${running.output.slice(-2000)}`);
  await pause(500);
  const left = processesUnder(trial.clone);
  if (left.length > 0) throw new Error(`still running: ${left.map(({ pid, words }) => `${pid} ${words}`).join('; ')}`);
}

export async function tryTest(trial, round) {
  await trial.check(`npm test (${round})`, async () => {
    const running = run(trial, ['npm', 'test']);
    const late = pause(TEST_WITHIN_MS, 'late', { ref: false });
    if ((await Promise.race([running.exited, late])) === 'late') process.kill(-running.child.pid, 'SIGKILL');
    const exit = await running.exited;
    const lastLine = running.output.trimEnd().split('\n').at(-1) ?? '';
    if (exit.code !== 0 || !/^[1-9]\d* passed, 0 failed$/.test(lastLine)) throw new Error(`code ${exit.code}, last line “${lastLine}”:\n${running.output.slice(-4000)}`);
    const left = processesUnder(trial.clone);
    if (left.length > 0) throw new Error(`still running: ${left.map(({ pid, words }) => `${pid} ${words}`).join('; ')}`);
    return lastLine;
  });
}
