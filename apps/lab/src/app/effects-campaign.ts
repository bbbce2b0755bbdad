/**
 * Carries out effects at receivers that misbehave while workers and PostgreSQL are killed and paused, counted at the receivers:
 * `campaign:effects [--effects N] [--undone N] [--faults N] [--kinds worker,postgres,…] [--seed N] [--planted new-key|no-fence|blind] [--write]`.
 * --undone is how many requests have what they did undone, a fiftieth of the effects where nothing is said; --faults is how often each kind of kill and pause happens. Ends with code 1 on any breach.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { FaultKind } from '../faults/fault-plan.js';
import { putSection } from '../faults/put-section.js';
import { effectsHeading, renderEffectsCampaign } from '../faults/render-effects-campaign.js';
import { runEffectsCampaign } from '../faults/run-effects-campaign.js';
import { readNumber } from '../platform/read-number.js';

const repository = resolve(import.meta.dirname, '../../../..');
const allKinds: readonly FaultKind[] = ['worker', 'worker paused', 'postgres', 'postgres paused', 'backend'];
const plantable = ['new-key', 'no-fence', 'blind'];

const { values } = parseArgs({
  options: {
    effects: { type: 'string', default: '100000' },
    undone: { type: 'string' },
    faults: { type: 'string', default: '60' },
    kinds: { type: 'string', default: allKinds.join(',') },
    seed: { type: 'string' },
    planted: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

const kinds = values.kinds.split(',').map((text) => {
  const kind = allKinds.find((known) => known === text);
  if (kind === undefined) throw new Error(`--kinds knows no “${text}”; there are ${allKinds.join(', ')}.`);
  return kind;
});
const { planted = null } = values;
if (planted !== null && !plantable.includes(planted)) throw new Error(`--planted knows no “${planted}”; there are ${plantable.join(', ')}.`);
const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) + 1 : readNumber('seed', values.seed);
const [effects, faultsEach] = [readNumber('effects', values.effects), readNumber('faults', values.faults)];
const undone = values.undone === undefined ? Math.ceil(effects / 50) : readNumber('undone', values.undone);
console.error(`Seed ${seed}.`);
const result = await runEffectsCampaign({
  repository, effects, undone, faultsEach, seed, kinds,
  environment: process.env,
  plantedModule: planted === null ? null : `${pathToFileURL(join(import.meta.dirname, 'plant-in-worker.js')).href}?${planted}`,
  say: (line) => console.error(`${process.uptime().toFixed(1).padStart(7)} s  ${line}`),
});
const command = ['npm run campaign:effects --', `--effects ${effects}`, ...(values.undone === undefined ? [] : [`--undone ${undone}`]), `--faults ${faultsEach}`, ...(kinds.length === allKinds.length ? [] : [`--kinds "${kinds.join(',')}"`]), `--seed ${seed}`, ...(planted === null ? [] : [`--planted ${planted}`]), ...(values.write ? ['--write'] : [])].join(' ');
const report = renderEffectsCampaign(result, { command, date: new Date().toISOString().slice(0, 10), seed, planted });
console.log(report);
const broken = result.invariants.some(({ breaches }) => breaches.length > 0);
const file = join(repository, 'docs/reliability.md');
if (values.write && !broken && planted === null) await writeFile(file, putSection(await readFile(file, 'utf8'), effectsHeading, report));
process.exitCode = broken ? 1 : 0;
