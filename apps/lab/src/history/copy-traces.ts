import { gunzipSync, gzipSync } from 'node:zlib';
import type { HistoryCase } from './history-case.js';
import { readXes } from './read-xes.js';

/** Some cases of a gzipped log as a gzipped log of their own: the chosen traces are copied byte for byte, so that nothing of a case is reworded on the way. */
export async function copyTraces(log: Buffer, choose: (cases: readonly HistoryCase[]) => ReadonlySet<string>): Promise<{ readonly log: Buffer; readonly kept: number; readonly of: number }> {
  const text = gunzipSync(log).toString('utf8');
  const cases: HistoryCase[] = [];
  for await (const history of readXes([text])) cases.push(history);
  const chosen = choose(cases);
  const first = text.indexOf('\t<trace>');
  const last = text.lastIndexOf('</trace>') + '</trace>\n'.length;
  const traces = text.slice(first, last).split(/(?<=<\/trace>\r?\n)/);
  if (traces.length !== cases.length) throw new Error(`The text has ${traces.length} traces, the reader found ${cases.length}.`);
  const kept = traces.filter((_, index) => {
    const history = cases[index];
    return history !== undefined && chosen.has(history.id);
  });
  return { log: gzipSync(text.slice(0, first) + kept.join('') + text.slice(last), { level: 9 }), kept: kept.length, of: cases.length };
}
