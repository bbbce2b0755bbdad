/**
 * `npm run check:clean-clone`: do both commands work for somebody who has just cloned this? Clones the last commit
 * into a new folder, as root (when root) and as an ordinary user, runs `npm start` and `npm test` twice each, and
 * prints a table of what held. Ends with 1 when something did not.
 *
 * `--skip root|ordinary|start|test` leaves a part out; it may be given several times.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'node:net';

import { newcomerEnvironment, tryStart, tryTest } from './clone-trial.mjs';
import { makeUser } from './clone-user.mjs';
import { repository, useProjectNode } from './use-project-node.mjs';

const PARTS = ['root', 'ordinary', 'start', 'test'];
const rows = [];

function partsToSkip() {
  const skipped = process.argv.flatMap((word, index) => (word === '--skip' ? [process.argv[index + 1] ?? ''] : []));
  const unknown = skipped.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new Error(`--skip takes one of ${PARTS.join(', ')}.`);
  return new Set(skipped);
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Runs one look at things, and keeps a line of how it went. Later looks go on: each says something of its own. */
async function check(who, what, look) {
  const startedMs = performance.now();
  let held = true;
  let says = '';
  try {
    says = (await look()) ?? '';
  } catch (error) {
    held = false;
    says = error.message;
  }
  const row = { who, what, held, seconds: ((performance.now() - startedMs) / 1000).toFixed(1), says };
  rows.push(row);
  console.log(rowText(row));
  if (!held) console.log(`${says}\n`);
}

function rowText({ who, what, held, seconds, says }) {
  return `${held ? 'held  ' : 'FAILED'}  ${who.padEnd(8)}  ${what.padEnd(36)}  ${seconds.padStart(7)} s  ${held ? says : says.split('\n')[0]}`;
}

async function tryAs(kind, skip) {
  const user = makeUser(kind);
  try {
    const clone = join(user.folder, 'countersign');
    const { status, stderr } = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', repository, clone], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`git clone failed: ${stderr}`);
    user.own(clone);
    const port = await freePort();
    const trial = { user, clone, address: `http://127.0.0.1:${port}`, env: newcomerEnvironment(user, port), check: (what, look) => check(kind, what, look) };
    const kept = {};
    for (const round of [1, 2]) if (!skip.has('start')) await tryStart(trial, round, kept);
    for (const round of [1, 2]) if (!skip.has('test')) await tryTest(trial, round);
  } finally {
    user.remove();
  }
}

async function main() {
  const skip = partsToSkip();
  const kinds = (process.getuid() === 0 ? ['root', 'ordinary'] : ['ordinary']).filter((kind) => !skip.has(kind));
  for (const kind of kinds) await tryAs(kind, skip);
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: repository, encoding: 'utf8' }).stdout.trim();
  console.log(`\nCommit ${commit}, Node ${spawnSync('node', ['--version'], { env: { PATH: newcomerEnvironment({ home: '/' }, 0).PATH }, encoding: 'utf8' }).stdout.trim()} on the machine\n`);
  for (const row of rows) console.log(rowText(row));
  const failed = rows.filter(({ held }) => !held).length;
  console.log(`\n${rows.length - failed} held, ${failed} failed`);
  process.exitCode = failed > 0 || rows.length === 0 ? 1 : 0;
}

if (await useProjectNode()) await main();
