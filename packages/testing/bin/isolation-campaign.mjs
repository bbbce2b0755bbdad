/**
 * `npm run campaign:isolation -- [--traces N] [--seed N] [--mutants N] [--write]`: weakens every guard of isolation in turn, and runs
 * a company's traces alone and beside a hostile one. Prints its seed and figures; ends with code 1 on any breach.
 * `--mutants` is how many of each kind, all where it is left out; `--write` writes docs/isolation.md.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { isolationBreaches, renderIsolation, runIsolationCampaign } from '../dist/isolation.js';
import startDatabase from './start-database.mjs';
import stopDatabase from './stop-database.mjs';

const { values } = parseArgs({ options: { traces: { type: 'string', default: '1000' }, seed: { type: 'string' }, mutants: { type: 'string' }, write: { type: 'boolean', default: false } } });

function readNumber(name, text) {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} is “${text}”, and should be a whole number from 1.`);
  return Number(text);
}

const say = (line) => console.error(`${process.uptime().toFixed(1).padStart(7)} s  ${line}`);
const traces = readNumber('traces', values.traces);
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) + 1 : readNumber('seed', values.seed);
const mutantsPerKind = values.mutants === undefined ? null : readNumber('mutants', values.mutants);
const command = ['npm run campaign:isolation --', `--traces ${traces}`, `--seed ${seed}`, ...(mutantsPerKind === null ? [] : [`--mutants ${mutantsPerKind}`]), ...(values.write ? ['--write'] : [])].join(' ');
say(`Seed ${seed}.`);
await startDatabase();
try {
  const report = { command, date: new Date().toISOString().slice(0, 10), ...(await runIsolationCampaign({ traces, seed, mutantsPerKind, say })) };
  const text = renderIsolation(report);
  console.log(text);
  const broken = isolationBreaches(report).length > 0;
  if (values.write && !broken) await writeFile(new URL('../../../docs/isolation.md', import.meta.url), text);
  process.exitCode = broken ? 1 : 0;
} finally {
  await stopDatabase();
}
