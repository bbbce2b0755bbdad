import { leafHash, rootOf } from './naive-tree.js';
import { originOf, uuid } from './made-log.js';
import { canonicalText } from './plain-json.js';
import { entry1, keysOf, sampleTenant } from './sample-log.js';
import { noteOf } from './signing-key.js';

/** What a big export is checked with. */
export interface BigGiven {
  readonly keyFile: string;
  readonly trusted: string;
}

const CHECKPOINTS = 10;

const entryText = (index: number) => canonicalText(entry1(0, { id: uuid(index), traceId: index.toString(16).padStart(32, '0'), subject: { kind: 'request', id: uuid(index, '0193a1b2-1111-7000-8000'), label: `request ${index}` } }));

function checkpointsOf(leaves: readonly Buffer[]): string[] {
  const [key] = keysOf(sampleTenant);
  if (key === undefined) throw new Error('the sample has keys');
  return Array.from({ length: CHECKPOINTS }, (_, nth) => Math.floor((leaves.length * (nth + 1)) / CHECKPOINTS)).map((size, nth) =>
    noteOf(`${originOf(sampleTenant)}\n${size}\n${rootOf(leaves.slice(0, size)).toString('base64')}\ntime 2026-12-01T06:00:0${nth}.000Z\nhorizon ${size}\nepoch 0\n`, [key]),
  );
}

/** Writes a complete export of so many entries, and answers with what belongs to it. */
export function writeBigExport(size: number, write: (text: string) => void): BigGiven {
  const [key] = keysOf(sampleTenant);
  const leaves = Array.from({ length: size }, (_, index) => leafHash(Buffer.from(entryText(index))));
  const notes = checkpointsOf(leaves);
  const head = [
    { type: 'export', format: 'countersign-audit', version: '1', kind: 'complete', tenant: sampleTenant, size, made: '2026-12-01T07:00:00.000Z' },
    { type: 'key', vkey: key?.vkey, announced: null },
    ...notes.map((note) => ({ type: 'checkpoint', note })),
  ];
  write(head.map((line) => `${canonicalText(line)}\n`).join(''));
  for (let index = 0; index < size; index += 1) write(`${canonicalText({ type: 'entry', index, leaf: leaves[index]?.toString('hex'), canonical: entryText(index) })}\n`);
  write(`${canonicalText({ type: 'end', lines: head.length + size + 1 })}\n`);
  return { keyFile: `${key?.vkey ?? ''}\n`, trusted: notes[4] ?? '' };
}
