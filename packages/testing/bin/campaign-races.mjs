/**
 * `npm run campaign:races -- [--rounds N] [--seed N] [--write]`: races an edit against an approval, and two approvers against each other, over HTTP through
 * two instances of the API. Prints its seed and what was answered; ends with code 1 where a decision is recorded on what its signer was not shown,
 * or where a signer who does that on purpose (planted) is not found. `--write` writes docs/races.md.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { openHttpWorld, renderRaces, Track } from '../dist/races-campaign.js';
import startDatabase from './start-database.mjs';
import stopDatabase from './stop-database.mjs';

const KINDS = ['edit against approve', 'last seat', 'committee'];
const PLANTED_ROUNDS = 20;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string' }, write: { type: 'boolean', default: false } } });

function readNumber(name, text) {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`--${name} is “${text}”, and should be a whole number from 1.`);
  return Number(text);
}

const say = (line) => console.error(`${process.uptime().toFixed(1).padStart(7)} s  ${line}`);
const rounds = readNumber('rounds', values.rounds);
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) + 1 : readNumber('seed', values.seed);
const command = `npm run campaign:races -- --rounds ${rounds} --seed ${seed}${values.write ? ' --write' : ''}`;

say(`Seed ${seed}.`);
await startDatabase();
const world = await openHttpWorld();
try {
  const track = await Track.open(world);
  const reports = [];
  for (const kind of KINDS) {
    reports.push(await track.race(kind, { rounds, seed }));
    say(`${kind}: ${rounds} rounds, ${reports.at(-1).faults.length} faults.`);
  }
  const planted = await track.race('edit against approve', { rounds: PLANTED_ROUNDS, seed, planted: true });
  say(`planted: ${planted.faults.length} faults in ${planted.rounds} rounds.`);
  const text = renderRaces({ reports, planted, command, date: new Date().toISOString().slice(0, 10) });
  console.log(text);
  const holds = reports.every(({ faults }) => faults.length === 0) && planted.faults.length > 0;
  if (values.write && holds) await writeFile(new URL('../../../docs/races.md', import.meta.url), text);
  process.exitCode = holds ? 0 : 1;
} finally {
  await world.close();
  await stopDatabase();
}
