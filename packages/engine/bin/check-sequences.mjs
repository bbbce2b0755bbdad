/**
 * `npm run check:sequences -- [--count N] [--simulations N] [--seed N]`: plays random runs and looks, after every command, whether what is promised of
 * every run holds; then simulates the engine in houses that break. Ends with 1 where something does not hold, or was never seen that should be.
 *
 * `--seed N --count 1 --simulations 0` plays one run again and shows the shortest script that fails as it does. `--plant` makes each planted fault in turn as
 * well, in the engine and in the simulated house, and ends with 1 where one is not found; `--fault NAME` only that one, and nothing else. `--write` plants too, and
 * writes docs/any-run.md.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { expectedSights } from '../dist/trials/sights.js';
import { plantedFaults, plantedInSimulation } from './planted-faults.mjs';
import { playOnAllProcessors } from './play-on-all-processors.mjs';
import { renderSequences } from './render-sequences.mjs';

/** In fewer runs what is rare may not be seen. */
const ENOUGH_TO_SEE_ALL = 50_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    simulations: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    plant: { type: 'boolean', default: false },
    fault: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

function readNumber(name, text) {
  if (!/^\d{1,10}$/.test(text)) throw new Error(`--${name} is “${text}”, and should be a whole number.`);
  return Number(text);
}

const count = readNumber('count', values.count);
const simulations = readNumber('simulations', values.simulations);
const first = values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) + 1 : readNumber('seed', values.seed);
const inNumbers = (number) => Math.round(number).toLocaleString('en');

async function timed(task) {
  const startedMs = performance.now();
  return { ...(await playOnAllProcessors(task)), ms: performance.now() - startedMs };
}

async function checkSequences() {
  const result = await timed({ kind: 'play', first, count });
  const { played, counts, seen, failed, shortest, ms } = result;
  console.log(`${inNumbers(played)} random runs with ${inNumbers(counts.commands ?? 0)} commands in ${(ms / 1000).toFixed(1)} s.`);
  if (failed !== null) console.error(`\nSeed ${failed.seed} breaks a promise. The shortest script found that does:\n\n${shortest.story.join('\n')}\n\nAgain: npm run check:sequences -- --seed ${failed.seed} --count 1 --simulations 0`);
  const missed = played < ENOUGH_TO_SEE_ALL ? [] : expectedSights.filter((what) => !seen.has(what));
  if (missed.length > 0) console.error(`Never seen, so that nothing is proved of it: ${missed.join(', ')}.`);
  return { ...result, holds: failed === null && missed.length === 0 };
}

async function checkSimulations() {
  const result = await timed({ kind: 'simulate', first, count: simulations });
  const { played, counts, failed, ms } = result;
  const { commits, crashes, inDoubt, sentAgain, effects, attempts, virtualMs } = counts;
  console.log(`${inNumbers(played)} simulations in ${(ms / 1000).toFixed(1)} s, ${inNumbers(virtualMs / ms)} times faster than real time: ${inNumbers(commits)} commits, ${inNumbers(inDoubt)} in doubt, ${inNumbers(crashes)} crashes, ${inNumbers(sentAgain)} sent again, ${inNumbers(effects)} effects in ${inNumbers(attempts)} attempts.`);
  if (failed !== null) console.error(`\nSeed ${failed.seed}: ${failed.why}\n\nAgain: npm run check:sequences -- --seed ${failed.seed} --count 0 --simulations 1`);
  return { ...result, holds: failed === null };
}

async function plant() {
  const all = [...plantedFaults.map(({ name }) => ({ name, kind: 'play' })), ...plantedInSimulation.map(({ name }) => ({ name, kind: 'simulate' }))];
  const chosen = all.filter(({ name }) => values.fault === undefined || name === values.fault);
  if (chosen.length === 0) throw new Error(`No fault is called “${values.fault}”. There are:\n${all.map(({ name }) => name).join('\n')}`);
  const faults = [];
  for (const { name, kind } of chosen) {
    const result = await playOnAllProcessors({ kind, first, count: kind === 'play' ? count : simulations, fault: name });
    const { played, failed, shortest } = result;
    faults.push({ name, ...result });
    console.log(failed === null ? `✗ ${name}: not found in ${inNumbers(played)}` : `✓ ${name}: found within ${inNumbers(played)}, by seed ${failed.seed}${shortest ? `, in ${shortest.script.moves.length + 1} commands` : ''}: ${failed.why.slice(0, 160)}`);
  }
  const found = faults.filter(({ failed }) => failed !== null).length;
  console.log(`${found} of ${faults.length} planted faults found.`);
  return { faults, holds: found === faults.length };
}

async function main() {
  console.log(`Seed ${first}.`);
  if (values.fault !== undefined) return [await plant()];
  const parts = [];
  if (count > 0) parts.push(await checkSequences());
  if (simulations > 0) parts.push(await checkSimulations());
  if (values.plant || values.write) parts.push(await plant());
  if (values.write) await write(parts);
  return parts;
}

async function write([sequences, simulated, planted]) {
  if (planted === undefined) throw new Error('To write the page, let it play and simulate, too.');
  const command = `npm run check:sequences -- --count ${count} --simulations ${simulations} --seed ${first} --write`;
  const page = renderSequences({ command, date: new Date().toISOString().slice(0, 10), first, sequences, simulations: simulated, faults: planted.faults });
  await writeFile(new URL('../../../docs/any-run.md', import.meta.url), page);
}

process.exitCode = (await main()).every(({ holds }) => holds) ? 0 : 1;
