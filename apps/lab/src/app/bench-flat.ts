/**
 * Reads what the product's statements read as a company and the number of companies grow:
 * `bench:flat [--requests 10000,1000000] [--tenants 2,1000] [--write]`. Ends with code 1 where something grows with them.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderFlat } from '../bench/render-flat.js';
import { flatFaults, runFlat } from '../bench/run-flat.js';
import { writeSection } from '../bench/write-section.js';

const repository = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({ options: { requests: { type: 'string', default: '10000,1000000' }, tenants: { type: 'string', default: '2,1000' }, write: { type: 'boolean', default: false } } });

function pairOf(name: string, text: string): [number, number] {
  const [from = 0, to = 0, ...more] = text.split(',').map(Number);
  if (!(from >= 2 && to >= from && more.length === 0)) throw new Error(`--${name} is “${text}”, and should be two numbers from 2 on, such as 10000,1000000.`);
  return [from, to];
}

const stages = await runFlat(repository, { requests: pairOf('requests', values.requests), tenants: pairOf('tenants', values.tenants) }, { say: (line) => console.error(line) });
const faults = flatFaults(stages);
const report = renderFlat(stages, { command: `npm run bench:flat -- ${process.argv.slice(2).join(' ')}`.replace(/ -- $/, ''), date: new Date().toISOString().slice(0, 10), faults });
console.log(report);
if (values.write) writeSection(join(repository, 'docs/performance.md'), 'flat', report);
process.exitCode = faults.length === 0 ? 0 : 1;
