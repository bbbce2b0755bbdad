/** Loaded before the engine: `PLANTED_FAULT` names the mistake that is made in it. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

import { plantedFaults, plantedInSimulation } from './planted-faults.mjs';

const fault = [...plantedFaults, ...plantedInSimulation].find(({ name }) => name === process.env.PLANTED_FAULT);
if (fault === undefined) throw new Error(`No fault is called “${process.env.PLANTED_FAULT}”.`);
const place = new URL(`../dist/${fault.file}`, import.meta.url).href;
const source = readFileSync(fileURLToPath(place), 'utf8');
if (source.split(fault.find).length !== 2) throw new Error(`“${fault.name}”: its place in ${fault.file} is not found once. Write it anew in planted-faults.mjs.`);
registerHooks({ load: (url, context, next) => (url === place ? { format: 'module', shortCircuit: true, source: source.replace(fault.find, () => fault.instead) } : next(url, context)) });
