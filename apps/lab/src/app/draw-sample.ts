import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { drawSample } from '../history/draw-sample.js';
import type { HistoryCase } from '../history/history-case.js';
import { readXes } from '../history/read-xes.js';

/**
 * Writes a sample of a log: `node draw-sample.js <from.xes.gz> <to.xes.gz> [size]`. The chosen traces are copied byte for byte,
 * so that nothing of a case is reworded on the way.
 */
const [from, to, size = '200'] = process.argv.slice(2);
if (from === undefined || to === undefined) throw new Error('Say which log to sample and where to write: draw-sample <from.xes.gz> <to.xes.gz> [size]');

const text = gunzipSync(await readFile(from)).toString('utf8');
const cases: HistoryCase[] = [];
for await (const history of readXes([text])) cases.push(history);
const chosen = drawSample(cases, Number(size), 4);

const first = text.indexOf('\t<trace>');
const last = text.lastIndexOf('</trace>') + '</trace>\n'.length;
const traces = text.slice(first, last).split(/(?<=<\/trace>\r?\n)/);
if (traces.length !== cases.length) throw new Error(`The text has ${traces.length} traces, the reader found ${cases.length}.`);
const kept = traces.filter((_, index) => {
  const history = cases[index];
  return history !== undefined && chosen.has(history.id);
});
await writeFile(to, gzipSync(text.slice(0, first) + kept.join('') + text.slice(last), { level: 9 }));
console.log(`${kept.length} of ${cases.length} cases written to ${to}`);
