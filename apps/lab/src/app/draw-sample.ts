import { readFile, writeFile } from 'node:fs/promises';
import { copyTraces } from '../history/copy-traces.js';
import { drawSample } from '../history/draw-sample.js';

/** Writes a sample of a log: `node draw-sample.js <from.xes.gz> <to.xes.gz> [size]`. */
const [from, to, size = '200'] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error('Say which log to sample and where to write: draw-sample <from.xes.gz> <to.xes.gz> [size]');

const { log, kept, of } = await copyTraces(await readFile(from), (cases) => drawSample(cases, Number(size), 4));
await writeFile(to, log);
console.log(`${kept} of ${of} cases written to ${to}`);
