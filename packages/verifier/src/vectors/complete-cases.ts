import { exportCase, lineOf, noteAt, recount, removeLine, type ExportCase } from './export-case.js';
import { completeExport, type AnyLine, type MadeLog } from './made-log.js';
import { leafHash } from './naive-tree.js';
import { canonicalText } from './plain-json.js';
import { entry1, entry2, foreignKey, keysOf, otherTenant, salt, sampleLog, sampleTenant } from './sample-log.js';
import { noteOf } from './signing-key.js';

const entryText = (log: MadeLog, index: number) => log.entries[index]?.canonical ?? '';

function setEntry(log: MadeLog, index: number, canonical: string): void {
  log.entries[index] = { canonical, parts: [] };
}

/** Changes the text of an entry in the export, and its leaf where whoever does it thinks of that. */
function setText(lines: AnyLine[], index: number, canonical: string, withLeaf: boolean): void {
  const line = lineOf(lines, 'entry', index);
  line['canonical'] = canonical;
  if (withLeaf) line['leaf'] = leafHash(Buffer.from(canonical)).toString('hex');
}

const emptied = (log: MadeLog) => {
  log.entries = [];
  log.keys.length = 1;
  log.checkpoints = log.checkpoints.slice(0, 1);
};

const good = (): ExportCase[] => [
  exportCase('a complete export', null),
  exportCase('a complete export, checked by its newer key alone', null, { keys: () => [keysOf(sampleTenant)[1]?.vkey ?? ''] }),
  exportCase('a log without entries', null, { log: emptied }),
  exportCase('a log of one entry', null, { log: (log) => {
    const [, second] = log.checkpoints;
    if (second) Object.assign(second, { size: 1 });
    Object.assign(log, { keys: log.keys.slice(0, 1), entries: log.entries.slice(0, 1), checkpoints: log.checkpoints.slice(0, 2) });
  } }),
  exportCase('an export with its last checkpoint and the handover only', null, { log: (log) => void (log.checkpoints = log.checkpoints.filter((_, nth) => nth === 2 || nth === 5)) }),
  exportCase('every older checkpoint agrees', null, { trusted: (log) => log.checkpoints.map((_, nth) => noteAt(log, nth)) }),
  exportCase('a checkpoint with a line more and a witness', null, { lines: (lines, log) => {
    const text = `${String(lineOf(lines, 'checkpoint', 5)['note']).split('\n\n')[0]}\nwitnessed yes\n`;
    lineOf(lines, 'checkpoint', 5)['note'] = noteOf(text, [foreignKey, ...(log.checkpoints[5]?.signers ?? [])]);
  } }),
  exportCase('the database was restored: the epoch rises, the horizon falls', null, { log: (log) => void Object.assign(log.checkpoints[5] ?? {}, { epoch: '1', horizon: '7' }) }),
];

const changed = (): ExportCase[] => [
  exportCase('an entry was changed', ['leaf', 4], { lines: (lines, log) => setText(lines, 4, entryText(log, 4).replace('approved', 'rejected'), false) }),
  exportCase('an entry and its leaf were changed', ['root', 3, 7], { lines: (lines, log) => setText(lines, 4, entryText(log, 4).replace('approved', 'rejected'), true) }),
  exportCase('the last entry and its leaf were changed', ['root', 11, 12], { lines: (lines, log) => setText(lines, 12, entryText(log, 12).replace('approved', 'rejected'), true) }),
  exportCase('a bit of a leaf was flipped', ['leaf', 6], { lines: (lines) => {
    const line = lineOf(lines, 'entry', 6);
    line['leaf'] = String(line['leaf']).replace(/.$/, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16));
  } }),
  exportCase('two entries were swapped', ['order', 1], { lines: (lines) => {
    const [one, other] = [lineOf(lines, 'entry', 1), lineOf(lines, 'entry', 2)];
    lines.splice(lines.indexOf(one), 2, other, one);
  } }),
  exportCase('two entries were swapped and numbered anew', ['root', 0, 2], { lines: (lines) => {
    const [one, other] = [lineOf(lines, 'entry', 1), lineOf(lines, 'entry', 2)];
    const was = { ...one };
    Object.assign(one, other, { index: 1 });
    Object.assign(other, was, { index: 2 });
  } }),
  ...[0, 6, 12].map((index) => exportCase(`entry ${index} was removed`, index === 12 ? ['size', 12] : ['order', index], { lines: (lines) => {
    removeLine(lines, lineOf(lines, 'entry', index));
    recount(lines);
  } })),
  exportCase('an entry was removed from the log, and its leaf is left', ['missing', 6], { lines: (lines) => void (lineOf(lines, 'entry', 6)['canonical'] = null) }),
  exportCase('an entry was added at the end', ['size', 13], { lines: (lines, log) => {
    lines.splice(-1, 0, { type: 'entry', index: 13, leaf: leafHash(Buffer.from(entryText(log, 0))).toString('hex'), canonical: entryText(log, 0) });
    recount(lines);
  } }),
  exportCase('an entry was added and all after it numbered anew', ['root', 11, 12], { lines: (lines) => {
    const text = canonicalText(entry1(29));
    const at = lines.indexOf(lineOf(lines, 'entry', 11));
    for (const line of lines.slice(at)) if (typeof line['index'] === 'number') line['index'] += 1;
    lines.splice(at, 0, { type: 'entry', index: 11, leaf: leafHash(Buffer.from(text)).toString('hex'), canonical: text });
    recount(lines);
  } }),
  exportCase('an entry stands in the log twice', ['repeated', 10], { log: (log) => setEntry(log, 10, entryText(log, 2)) }),
  exportCase('an entry of another company', ['tenant', 10], { log: (log) => setEntry(log, 10, canonicalText(entry1(10, { tenant: otherTenant }))) }),
];

const written = (): ExportCase[] => [
  exportCase('the same meaning in another order', ['canonical', 2], { lines: (lines, log) => setText(lines, 2, JSON.stringify({ v: '2', ...(JSON.parse(entryText(log, 2)) as object) }), true) }),
  exportCase('the same meaning, signed in another escape', ['canonical', 4], { log: (log) => setEntry(log, 4, entryText(log, 4).replace('ü', '\\u00fc')) }),
  exportCase('a number that is not text', ['canonical', 4], { log: (log) => setEntry(log, 4, entryText(log, 4).replace('"12.5"', '12.5')) }),
  exportCase('a member twice', ['canonical', 4], { log: (log) => setEntry(log, 4, entryText(log, 4).replace('"action"', '"action":"request.decided","action"')) }),
  exportCase('an entry of version 3', ['shape', 4], { log: (log) => setEntry(log, 4, canonicalText(entry1(4, { v: '3' }))) }),
  exportCase('an entry without a reason', ['shape', 4], { log: (log) => setEntry(log, 4, canonicalText(entry1(4, { reason: undefined }))) }),
  exportCase('a commitment where something stands', ['shape', 4], { log: (log) => setEntry(log, 4, canonicalText(entry2(4, { commitments: { '/after/amount': salt } }))) }),
  exportCase('a value that was changed', ['value', 9], { lines: (lines) => void (lineOf(lines, 'value')['value'] = '"Eve"') }),
  exportCase('a salt that was changed', ['value', 9], { lines: (lines) => void (lineOf(lines, 'value')['salt'] = '00'.repeat(32)) }),
  exportCase('a value for another place', ['value', 9], { lines: (lines) => void (lineOf(lines, 'value')['pointer'] = '/before/name') }),
  exportCase('a revision that was changed', ['revision', 7], { lines: (lines) => void (lineOf(lines, 'revision')['canonical'] = '{}') }),
  exportCase('a revision that the entry does not name', ['revision', 7], { log: (log) => void (log.entries[7] = { canonical: canonicalText(entry1(7)), parts: log.entries[7]?.parts ?? [] }) }),
  exportCase('an attachment that the revision does not name', ['attachment', 7], { lines: (lines) => void (lineOf(lines, 'attachment')['digest'] = '00'.repeat(32)) }),
];

const unreadable = (): ExportCase[] => [
  exportCase('a file that was cut off', ['unreadable'], { text: (text) => void text.pop() }),
  exportCase('an empty file', ['unreadable'], { text: (text) => void text.splice(0) }),
  exportCase('a line that is no JSON', ['unreadable'], { text: (text) => void (text[9] = 'entry 1') }),
  exportCase('a line with white space', ['unreadable'], { text: (text) => void (text[0] = text[0]?.replace(':', ': ') ?? '') }),
  exportCase('an index as 1.0', ['unreadable'], { text: (text) => void text.splice(10, 1, (text[10] ?? '').replace('"index":1,', '"index":1.0,')) }),
  exportCase('another version of the format', ['unreadable'], { lines: (lines) => void (lineOf(lines, 'export')['version'] = '2') }),
  exportCase('a line after the end', ['unreadable'], { lines: (lines, log) => void lines.push(completeExport(log)[1] ?? {}) }),
  exportCase('an export without a checkpoint', ['unreadable'], { lines: (lines) => void lines.splice(3, 6) }),
  exportCase('a line that was removed beside the entries', ['unreadable'], { lines: (lines) => removeLine(lines, lineOf(lines, 'value')) }),
  exportCase('a proof in a complete export', ['unreadable'], { lines: (lines) => void (lineOf(lines, 'entry', 3)['proof'] = []) }),
  exportCase('a key whose id is not its own', ['unreadable'], { lines: (lines) => void (lineOf(lines, 'key')['vkey'] = String(sampleLog().keys[0]?.key.vkey).replace(/\+[0-9a-f]{8}\+/, '+00000000+')) }),
  exportCase('a key file that holds no key', ['unreadable'], { keys: () => ['no key'] }),
];

export const completeCases = (): ExportCase[] => [...good(), ...changed(), ...written(), ...unreadable()];
