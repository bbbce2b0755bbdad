/**
 * Sends messages as other systems do: again and again, in any order, and poison:
 * `campaign:inbound [--sends N] [--kills N] [--permutations N] [--seeds N] [--parts duplicates,orders,poison] [--seed N] [--planted no-dedup|answer-first] [--write]`.
 * Ends with code 1 on any breach.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { putSection } from '../faults/put-section.js';
import { inboundHeading, renderInboundCampaign } from '../faults/render-inbound-campaign.js';
import { inboundParts, runInboundCampaign } from '../faults/run-inbound-campaign.js';
import { readNumber } from '../platform/read-number.js';

const repository = resolve(import.meta.dirname, '../../../..');
const plantable = ['no-dedup', 'answer-first'];

const { values } = parseArgs({
  options: {
    sends: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '20' },
    permutations: { type: 'string', default: '720' },
    seeds: { type: 'string', default: '1' },
    parts: { type: 'string', default: inboundParts.join(',') },
    seed: { type: 'string' },
    planted: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const parts = values.parts.split(',').map((text) => {
  const part = inboundParts.find((known) => known === text);
  if (part === undefined) throw new Error(`--parts knows no “${text}”; there are ${inboundParts.join(', ')}.`);
  return part;
});
const { planted = null } = values;
if (planted !== null && !plantable.includes(planted)) throw new Error(`--planted knows no “${planted}”; there are ${plantable.join(', ')}.`);
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) + 1 : readNumber('seed', values.seed);
const [sends, kills, permutations, seeds] = [readNumber('sends', values.sends), readNumber('kills', values.kills, 0), readNumber('permutations', values.permutations), readNumber('seeds', values.seeds)];
console.error(`Seed ${seed}.`);
const result = await runInboundCampaign({
  repository, parts, sends, kills, permutations, seeds, seed,
  environment: process.env,
  plantedModule: planted === null ? null : `${pathToFileURL(join(import.meta.dirname, 'plant-in-worker.js')).href}?${planted}`,
  say: (line) => console.error(`${process.uptime().toFixed(1).padStart(7)} s  ${line}`),
});
const command = ['npm run campaign:inbound --', `--sends ${sends}`, `--kills ${kills}`, `--permutations ${permutations}`, `--seeds ${seeds}`, ...(parts.length === inboundParts.length ? [] : [`--parts ${parts.join(',')}`]), `--seed ${seed}`, ...(planted === null ? [] : [`--planted ${planted}`]), ...(values.write ? ['--write'] : [])].join(' ');
const report = renderInboundCampaign(result, { command, date: new Date().toISOString().slice(0, 10), seed, planted });
console.log(report);
const broken = result.invariants.some(({ breaches }) => breaches.length > 0);
const file = join(repository, 'docs/reliability.md');
if (values.write && !broken && planted === null) await writeFile(file, putSection(await readFile(file, 'utf8'), inboundHeading, report));
process.exitCode = broken ? 1 : 0;
