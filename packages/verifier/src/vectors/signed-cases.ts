import { exportCase, lineOf, noteAt, recount, removeLine, type ExportCase } from './export-case.js';
import { checkpointNote, completeExport, provenReceiptOf, receiptOf, selectedExport, uuid, type MadeLog } from './made-log.js';
import { canonicalText } from './plain-json.js';
import { entry1, foreignKey, keysOf, otherTenant, sampleLog, sampleTenant } from './sample-log.js';
import { noteOf } from './signing-key.js';

const [first, second, third] = keysOf(sampleTenant) as [typeof foreignKey, typeof foreignKey, typeof foreignKey];

/** What somebody with the key can do: change what was, hash and sign it anew. */
function rewrite(log: MadeLog): void {
  log.entries[4] = { canonical: canonicalText(entry1(4, { reason: 'never said' })), parts: [] };
}

const change = (log: MadeLog, nth: number, to: Partial<MadeLog['checkpoints'][number]>) => void Object.assign(log.checkpoints[nth] ?? {}, to);

const checkpoints = (): ExportCase[] => [
  exportCase('a root that was changed', ['signature'], { lines: (lines) => {
    const line = lineOf(lines, 'checkpoint', 3);
    line['note'] = String(line['note']).replace(/\n.{44}\n/, `\n${'A'.repeat(43)}=\n`);
  } }),
  exportCase('a size that was changed', ['signature'], { lines: (lines) => void (lineOf(lines, 'checkpoint', 3)['note'] = noteAt(sampleLog(), 3).replace('\n11\n', '\n10\n')) }),
  exportCase('a checkpoint that states the root of one entry less', ['root', 8, 10], { lines: (lines, log) => {
    const lesser = { ...log, entries: log.entries.slice(0, 10) };
    const checkpoint = log.checkpoints[3];
    if (checkpoint) lineOf(lines, 'checkpoint', 3)['note'] = checkpointNote(lesser, checkpoint);
  } }),
  exportCase('a checkpoint of nothing with a root', ['checkpoint'], { lines: (lines, log) => void (lineOf(lines, 'checkpoint', 0)['note'] = resigned(log, 0, (text) => text.replace(/\n.{44}\n/, `\n${'A'.repeat(43)}=\n`))) }),
  exportCase('two checkpoints of the same size with different roots', ['checkpoint'], { lines: (lines, log) => void (lineOf(lines, 'checkpoint', 5)['note'] = resigned(log, 5, (text) => text.replace(/\n.{44}\n/, `\n${'A'.repeat(43)}=\n`))) }),
  exportCase('a size that falls', ['checkpoint'], { log: (log) => change(log, 4, { size: 9 }) }),
  exportCase('a time that falls', ['time'], { log: (log) => change(log, 4, { time: '2026-12-01T04:00:00.000Z' }) }),
  exportCase('a horizon that falls', ['horizon'], { log: (log) => change(log, 4, { horizon: '5' }) }),
  exportCase('an epoch that falls', ['horizon'], { log: (log) => change(log, 3, { epoch: '1' }) }),
  exportCase('a note without a time', ['note'], { lines: (lines, log) => void (lineOf(lines, 'checkpoint', 3)['note'] = resigned(log, 3, (text) => text.replace(/time .*\n/, ''))) }),
  exportCase('a checkpoint of another company', ['tenant'], { lines: (lines, log) => void (lineOf(lines, 'checkpoint', 3)['note'] = checkpointNote({ ...log, tenant: otherTenant }, log.checkpoints[3] ?? sampleLog().checkpoints[0] ?? never())) }),
  exportCase('the last checkpoint was removed with its heartbeat', ['size', 11], { lines: (lines) => {
    for (const nth of [5, 4]) removeLine(lines, lineOf(lines, 'checkpoint', nth));
    recount(lines);
  } }),
];

function never(): never {
  throw new Error('the sample has checkpoints');
}

function resigned(log: MadeLog, nth: number, edit: (text: string) => string): string {
  const note = noteAt(log, nth);
  const text = edit(note.slice(0, note.lastIndexOf('\n\n') + 1));
  return noteOf(text, log.checkpoints[nth]?.signers ?? []);
}

const keys = (): ExportCase[] => [
  exportCase('signed by a key of somebody else', ['signature'], { log: (log) => change(log, 1, { signers: [foreignKey] }) }),
  exportCase('all hashed and signed anew with another key', ['key'], { log: (log) => {
    rewrite(log);
    log.keys = [{ key: foreignKey, announced: null }];
    log.entries[5] = { canonical: canonicalText(entry1(5)), parts: [] };
    for (const checkpoint of log.checkpoints) checkpoint.signers = [foreignKey];
  } }),
  exportCase('a false line beside a good one', ['signature'], { log: (log) => change(log, 3, { signers: [second, { ...foreignKey, id: second.id }] }) }),
  exportCase('a false line by a key that is not in use yet', ['signature'], { log: (log) => change(log, 1, { signers: [first, { ...foreignKey, id: second.id }] }) }),
  exportCase('a key of another company', ['tenant'], { lines: (lines) => void (lineOf(lines, 'key', 1)['vkey'] = keysOf(otherTenant)[1]?.vkey) }),
  exportCase('only keys of another company are trusted', ['key'], { keys: () => [keysOf(otherTenant)[0]?.vkey ?? ''] }),
  exportCase('the handover lacks the old key', ['signature'], { log: (log) => change(log, 2, { signers: [second] }) }),
  exportCase('the handover lacks the new key', ['signature'], { log: (log) => change(log, 2, { signers: [first] }) }),
  exportCase('the old key signs on', ['signature'], { log: (log) => change(log, 3, { signers: [first] }) }),
  exportCase('the new key signs too early', ['signature'], { log: (log) => change(log, 1, { signers: [second] }) }),
  exportCase('a key that no entry announces', ['key', 6], { log: (log) => {
    log.entries[5] = { canonical: canonicalText(entry1(5)), parts: [] };
    Object.assign(log.keys[1] ?? {}, { announced: 6 });
  } }),
  exportCase('a key that is announced elsewhere', ['key', 5], { log: (log) => void Object.assign(log.keys[1] ?? {}, { announced: 6 }) }),
  exportCase('an announcement of another key', ['key', 5], { log: (log) => {
    log.keys[1] = { key: third, announced: 5 };
    change(log, 2, { signers: [first, third] });
    for (const nth of [3, 4, 5]) change(log, nth, { signers: [third] });
  } }),
  exportCase('an announced key that the history leaves out', ['key', 5], { log: (log) => {
    log.keys.length = 1;
    for (const checkpoint of log.checkpoints) checkpoint.signers = [first];
  } }),
  exportCase('a key that was announced and never used', ['key', 12], { log: (log) => {
    log.keys.push({ key: third, announced: 12 });
    log.checkpoints = log.checkpoints.slice(0, 4);
    log.entries = log.entries.slice(0, 11);
  } }),
  exportCase('a history that goes on without a key that was given', ['key'], { keys: () => [first.vkey, foreignKey.vkey] }),
  exportCase('a history with a further key goes on after all given ones', null, { keys: () => [first.vkey] }),
];

const kept = (): ExportCase[] => [
  exportCase('a history that was rewritten with the right key', ['rewritten', 3, 7], { log: rewrite, trusted: (log) => [noteAt(log, 1), noteAt(log, 2)] }),
  exportCase('a history that was rewritten, compared at the end only', ['rewritten', 0, 12], { log: rewrite, trusted: (log) => [noteAt(log, 4)] }),
  exportCase('a history that was rolled back', ['rolled-back'], { log: (log) => {
    log.entries = log.entries.slice(0, 11);
    log.checkpoints = log.checkpoints.slice(0, 4);
  }, trusted: (log) => [noteAt(log, 5)] }),
  exportCase('a kept checkpoint that nobody known signed', ['signature'], { trusted: (log) => [checkpointNote(log, { ...(log.checkpoints[3] ?? never()), signers: [foreignKey] })] }),
  exportCase('a kept checkpoint that only the given key signed', null, { keys: () => [second.vkey, foreignKey.vkey], trusted: (log) => [checkpointNote(log, { ...(log.checkpoints[3] ?? never()), signers: [foreignKey] })] }),
  exportCase('a kept checkpoint by a key that had been replaced', ['key'], { trusted: (log) => [checkpointNote(log, { ...(log.checkpoints[3] ?? never()), signers: [first] })] }),
  exportCase('a kept checkpoint of another company', ['tenant'], { trusted: (log) => [checkpointNote({ ...log, tenant: otherTenant }, log.checkpoints[1] ?? never())] }),
  exportCase('a kept checkpoint that is none', ['note'], { trusted: () => ['good\n'] }),
];

const early = { entryId: uuid(1, '019ad7c4-dead-7000-8000'), leaf: '00'.repeat(32) };
const afterTheEnd = { entryId: uuid(1, `${(Date.parse('2026-12-01T04:40:25.000Z')).toString(16).padStart(12, '0').replace(/^(.{8})/, '$1-')}-7000-8000`), leaf: '00'.repeat(32) };

const receipts = (): ExportCase[] => [
  exportCase('receipts that hold', null, { receipts: (log) => [receiptOf(log, 0), { receipt: receiptOf(log, 12), id: 'as it was answered' }, provenReceiptOf(log, 6, log.checkpoints[3] ?? never())] }),
  exportCase('a receipt whose entry was removed', ['receipt'], { receipts: () => [early] }),
  exportCase('a receipt that is too young', ['receipt-early'], { receipts: () => [afterTheEnd] }),
  exportCase('a receipt whose entry was changed before it was taken', ['receipt', 4], { log: rewrite, receipts: (log) => [receiptOf(log, 3), receiptOf(log, 4)] }),
  exportCase('a proof that does not hold', ['inclusion', 7], { receipts: (log) => [{ ...provenReceiptOf(log, 6, log.checkpoints[3] ?? never()), index: 7 }] }),
  exportCase('a proof for a history that was rewritten', ['rewritten', 0, 10], { log: rewrite, receipts: (log) => [provenReceiptOf(log, 6, log.checkpoints[3] ?? never())] }),
  exportCase('a receipt that is none', ['unreadable'], { receipts: () => [{ entryId: 'one' }] }),
];

const picked = (log: MadeLog) => selectedExport(log, [0, 5, 7, 9, 12], [0, 1, 5, 8]);

const selections = (): ExportCase[] => [
  exportCase('a selection', null, { make: picked, trusted: (log) => [noteAt(log, 0), noteAt(log, 2), checkpointNote(log, { ...(log.checkpoints[1] ?? never()), size: 5 })], receipts: (log) => [receiptOf(log, 7), provenReceiptOf(log, 6, log.checkpoints[4] ?? never())] }),
  exportCase('a selection of nothing but the change of keys', null, { make: (log) => selectedExport(log, [5]) }),
  exportCase('a selection with a proof of another entry', ['inclusion', 9], { make: picked, lines: (lines) => void (lineOf(lines, 'entry', 3)['proof'] = lineOf(lines, 'entry', 2)['proof']) }),
  exportCase('a selection with a proof that is too long', ['inclusion', 12], { make: picked, lines: (lines) => void (lineOf(lines, 'entry', 4)['proof'] = [...(lineOf(lines, 'entry', 4)['proof'] as string[]), '00'.repeat(32)]) }),
  exportCase('a selection with an entry under another index', ['inclusion', 1], { make: picked, lines: (lines) => void (lineOf(lines, 'entry', 0)['index'] = 1) }),
  exportCase('a selection that is not in order', ['order', 0], { make: (log) => selectedExport(log, [5, 0]) }),
  exportCase('a selection without the announcement of a key', ['key', 5], { make: (log) => selectedExport(log, [0, 7]) }),
  exportCase('a selection without a proof', ['unreadable'], { make: picked, lines: (lines) => void delete lineOf(lines, 'entry', 1)['proof'] }),
  exportCase('a selection with a step that is not proven', ['consistency'], { make: picked, lines: (lines) => void (lineOf(lines, 'consistency', 2)['proof'] = []) }),
  exportCase('a selection that lacks a step', ['consistency'], { make: picked, lines: (lines) => {
    lines.splice(lines.indexOf(lineOf(lines, 'consistency', 3)), 5);
    recount(lines);
  } }),
  exportCase('a selection that cannot show that it goes on from a kept checkpoint', ['consistency'], { make: picked, trusted: (log) => [checkpointNote(log, { ...(log.checkpoints[1] ?? never()), size: 4 })] }),
  exportCase('a selection of a history that was rewritten', ['rewritten'], { make: picked, log: rewrite, trusted: (log) => [checkpointNote(log, { ...(log.checkpoints[1] ?? never()), size: 5 })] }),
  exportCase('a selection that forked at a checkpoint', ['rewritten'], { make: picked, log: rewrite, trusted: (log) => [noteAt(log, 3)] }),
  exportCase('a selection that does not hold what a receipt is for', ['receipt-selection'], { make: picked, receipts: (log) => [receiptOf(log, 8)] }),
  exportCase('consistency lines in a complete export', ['unreadable'], { make: (log) => {
    const lines = completeExport(log);
    lines.splice(9, 0, { type: 'consistency', from: 0, to: 13, proof: [] });
    recount(lines);
    return lines;
  } }),
];

export const signedCases = (): ExportCase[] => [...checkpoints(), ...keys(), ...kept(), ...receipts(), ...selections()];
