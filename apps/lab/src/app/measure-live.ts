/**
 * Measures live updates and how soon somebody is shut out: `measure-live [--streams 200] [--decisions 100] [--times 20] [--write]`.
 * Ends with 1 where something takes longer than it may, or an event is missing.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderLive } from '../live/render-live.js';
import { liveFaults, runLive } from '../live/run-live.js';

const repository = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({ options: { streams: { type: 'string', default: '200' }, decisions: { type: 'string', default: '100' }, times: { type: 'string', default: '20' }, write: { type: 'boolean', default: false } } });
const count = (name: 'streams' | 'decisions' | 'times'): number => {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} is “${values[name]}”, and should be a whole number above 0.`);
  return number;
};
const plan = { streams: count('streams'), decisions: count('decisions'), shutOuts: count('times'), idleSeconds: 10, settleSeconds: 6 };
const loadBefore = loadavg()[0] ?? 0;
const result = await runLive(repository, plan, Math.random, (line) => console.error(line));
const faults = liveFaults(result);
const page = renderLive(result, {
  command: `npm run measure:live -- --streams ${plan.streams} --decisions ${plan.decisions} --times ${plan.shutOuts}${values.write ? ' --write' : ''}`,
  date: new Date().toISOString().slice(0, 10),
  machine: cpus()[0]?.model.trim() ?? 'unknown processor',
  processors: availableParallelism(), loadBefore, faults,
});
console.log(page);
if (values.write && faults.length === 0) await writeFile(join(repository, 'docs/live-updates.md'), page);
process.exitCode = faults.length === 0 ? 0 : 1;
