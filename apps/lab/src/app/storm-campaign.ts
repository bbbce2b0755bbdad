/**
 * Does an outage end when it is over, with everybody asking again in step? `campaign:storm [--clients 200] [--companies 4] [--outage 30] [--write]`. Ends with 1
 * where what is answered does not come back to 80 % of before within 30 seconds, or something is recorded twice or not at all.
 */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderStorm } from '../faults/render-storm.js';
import { runStorm, stormFaults } from '../faults/run-storm.js';
import { readNumber } from '../platform/read-number.js';

const repository = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({ options: { clients: { type: 'string', default: '200' }, companies: { type: 'string', default: '4' }, outage: { type: 'string', default: '30' }, write: { type: 'boolean', default: false } } });
const plan = { clients: readNumber('clients', values.clients), companies: readNumber('companies', values.companies), outageSeconds: readNumber('outage', values.outage), beforeSeconds: 15, afterSeconds: 45, seed: 'storm', password: randomBytes(12).toString('base64url') };
const loadBefore = loadavg()[0] ?? 0;
const result = await runStorm(repository, plan, (line) => console.error(line));
const page = renderStorm(plan, result, { command: `npm run campaign:storm -- ${process.argv.slice(2).join(' ')}`.replace(/ -- $/, ''), date: new Date().toISOString().slice(0, 10), machine: cpus()[0]?.model.trim() ?? 'unknown processor', processors: availableParallelism(), loadBefore });
console.log(page);
const faults = stormFaults(result);
for (const fault of faults) console.error(fault);
if (values.write) writeFileSync(join(repository, 'docs/retry-storm.md'), page);
process.exitCode = faults.length === 0 ? 0 : 1;
