/** The same change under the same key, many times at once: `campaign:keys [--keys 1000] [--calls 100] [--write]`. Ends with 1 where one was carried out twice, or answered in two ways. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runSameKey, sameKeyFaults } from '../faults/run-same-key.js';
import { readNumber } from '../platform/read-number.js';

const repository = resolve(import.meta.dirname, '../../../..');
const { values } = parseArgs({ options: { keys: { type: 'string', default: '1000' }, calls: { type: 'string', default: '100' }, write: { type: 'boolean', default: false } } });
const plan = { keys: readNumber('keys', values.keys), callsEach: readNumber('calls', values.calls), width: 2, password: randomBytes(12).toString('base64url') };
const result = await runSameKey(repository, plan, (line) => console.error(line));
const faults = sameKeyFaults(plan, result);
const count = (value: number) => value.toLocaleString('en-US');
const page = [
  '# The same change, sent many times at once',
  '',
  `Written by \`npm run campaign:keys -- --keys ${plan.keys} --calls ${plan.callsEach}${values.write ? ' --write' : ''}\` on ${new Date().toISOString().slice(0, 10)}. Each of ${count(plan.keys)} requests was submitted ${count(plan.callsEach)} times at once under one Idempotency-Key, to two processes of the API in turn.`,
  '',
  '| | |',
  '| --- | ---: |',
  `| calls | ${count(result.calls)} |`,
  `| told to come back, and sent again with the same key | ${count(result.toldToComeBack)} |`,
  `| keys whose calls were answered in more than one way | ${count(result.differing.length)} |`,
  `| requests recorded | ${count(result.recorded)} |`,
  `| seconds | ${Math.round(result.seconds)} |`,
  '',
  ...(faults.length === 0 ? [`Each was carried out once, and every call got the answer of that one. With none in ${count(plan.keys)} keys the chance of one per key is below ${(3 / plan.keys).toPrecision(1)}, with 95 % confidence.`] : faults.map((fault) => `**${fault}**`)),
  '',
].join('\n');
console.log(page);
if (values.write) writeFileSync(join(repository, 'docs/same-key.md'), page);
process.exitCode = faults.length === 0 ? 0 : 1;
