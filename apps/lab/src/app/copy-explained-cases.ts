import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { expectedAnswers } from '../explanations/expected/all-answers.js';
import { copyTraces } from '../history/copy-traces.js';

/** Writes the cases of a log that the expected answers are about: `node copy-explained-cases.js <from.xes.gz> <to.xes.gz>`. */
const [from, to] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error('Say which log and where to write: copy-explained-cases <from.xes.gz> <to.xes.gz>');

const name = basename(from, '.xes.gz');
const asked = new Set(expectedAnswers.flatMap(({ subject: { place } }) => ('log' in place && place.log === name ? [place.caseId] : [])));
const { log, kept, of } = await copyTraces(await readFile(from), () => asked);
if (kept !== asked.size) throw new Error(`${asked.size} cases of ${name} are asked about, and ${kept} of them are in it.`);
await writeFile(to, log);
console.log(`${kept} of ${of} cases written to ${to}`);
