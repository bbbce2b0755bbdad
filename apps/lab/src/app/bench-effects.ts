/**
 * Measures how long effects take, and whether one company's backlog or dead receiver delays another's:
 * `bench:effects [--waiting 100000] [--quiet 120] [--floor 20000] [--write]`. Ends with 1 where somebody waits too long for another.
 */
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { effectsFaults, renderEffects } from '../bench/render-effects.js';
import { runEffects } from '../bench/run-effects.js';
import { writeSection } from '../bench/write-section.js';

const repository = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({ options: { waiting: { type: 'string', default: '100000' }, quiet: { type: 'string', default: '120' }, floor: { type: 'string', default: '20000' }, write: { type: 'boolean', default: false } } });
const countOf = (name: 'waiting' | 'quiet' | 'floor'): number => {
  const count = Number(values[name]);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`--${name} is “${values[name]}”, and should be a whole number above 0.`);
};
const loadBefore = loadavg()[0] ?? 0;
const result = await runEffects(repository, { waiting: countOf('waiting'), quiet: countOf('quiet'), floorJobs: countOf('floor') }, (line) => console.error(line));
const report = renderEffects(result, {
  command: `npm run bench:effects -- ${process.argv.slice(2).join(' ')}`.replace(/ -- $/, ''),
  date: new Date().toISOString().slice(0, 10),
  machine: cpus()[0]?.model.trim() ?? 'unknown processor',
  processors: availableParallelism(),
  loadBefore,
});
console.log(report);
if (values.write) writeSection(join(repository, 'docs/performance.md'), 'effects', report);
if (effectsFaults(result).length > 0) process.exitCode = 1;
