/**
 * Kills the API, the worker and PostgreSQL while people decide, and holds what is left against what was acknowledged:
 * `fault-campaign [--kills N] [--kinds api,worker,postgres,backend] [--seed N] [--planted effect-before-commit] [--write]`.
 * Ends with code 1 on any breach.
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { faultKinds, type FaultKind } from '../faults/fault-plan.js';
import { renderFaults } from '../faults/render-faults.js';
import { runCampaign } from '../faults/run-campaign.js';
import { readNumber } from '../platform/read-number.js';

const repository = resolve(import.meta.dirname, '../../../..');
const plantable: { readonly [name: string]: string } = { 'effect-before-commit': join(import.meta.dirname, 'plant-effect-before-commit.js') };

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    kinds: { type: 'string', default: faultKinds.join(',') },
    seed: { type: 'string' },
    planted: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});

function readKinds(text: string): FaultKind[] {
  const kinds = text.split(',');
  const unknown = kinds.filter((kind) => !faultKinds.some((known) => known === kind));
  if (unknown.length > 0) throw new Error(`--kinds knows no “${unknown.join(', ')}”; there are ${faultKinds.join(', ')}.`);
  return faultKinds.filter((kind) => kinds.includes(kind));
}

async function run(): Promise<number> {
  const { planted = null } = values;
  const plantedFile = planted === null ? null : plantable[planted];
  if (plantedFile === undefined) throw new Error(`--planted knows no “${planted}”; there are ${Object.keys(plantable).join(', ')}.`);
  const killsEach = readNumber('kills', values.kills);
  const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000) + 1 : readNumber('seed', values.seed);
  const kinds = readKinds(values.kinds);
  console.error(`Seed ${seed}.`);
  const result = await runCampaign({
    repository, killsEach, seed, kinds,
    environment: process.env,
    plantedModule: plantedFile === null ? null : pathToFileURL(plantedFile).href,
    say: (line) => console.error(`${process.uptime().toFixed(1).padStart(7)} s  ${line}`),
  });
  const command = ['npm run campaign:faults --', `--kills ${killsEach}`, ...(kinds.length === faultKinds.length ? [] : [`--kinds ${kinds.join(',')}`]), `--seed ${seed}`, ...(planted === null ? [] : [`--planted ${planted}`]), ...(values.write ? ['--write'] : [])].join(' ');
  const report = renderFaults(result, { command, date: new Date().toISOString().slice(0, 10), seed, planted });
  console.log(report);
  const broken = result.invariants.some(({ breaches }) => breaches.length > 0);
  if (values.write && !broken && planted === null) await writeFile(join(repository, 'docs/faults.md'), report);
  return broken ? 1 : 0;
}

process.exitCode = await run();
