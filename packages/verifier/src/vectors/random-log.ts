import { checkpointNote, commitmentOf, completeExport, linesOf, provenReceiptOf, receiptOf, selectedExport, sha256Hex, uuid, type AnyLine, type MadeCheckpoint, type MadeEntry, type MadeLog } from './made-log.js';
import { canonicalText } from './plain-json.js';
import { entry1, entry2, keysOf, salt, sampleTenant } from './sample-log.js';

/** A number from 0 to one less than this; whoever calls brings the chance, and can so repeat it. */
export type Pick = (many: number) => number;

/** A repeatable Pick (mulberry32). */
export function pickFrom(seed: number): Pick {
  let state = seed >>> 0;
  return (many) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % many;
  };
}

const at = (index: number) => ({ at: `2026-12-01T05:${String(index % 60).padStart(2, '0')}:00.000Z` });

function randomEntry(index: number, pick: Pick): MadeEntry {
  const kind = pick(6);
  if (kind === 0) {
    const revision = canonicalText({ attachments: [{ sha256: sha256Hex(String(index)) }], content: { n: index } });
    const attachment = { type: 'attachment', name: 'a', bytes: 1, digest: sha256Hex(String(index)) };
    return { canonical: canonicalText(entry1(index, { ...at(index), after: { revisionDigest: sha256Hex(revision) } })), parts: [{ type: 'revision', revisionId: uuid(index), digest: sha256Hex(revision), canonical: revision }, ...(pick(2) ? [attachment] : [])] };
  }
  if (kind === 1) {
    const canonical = canonicalText(entry2(index, { ...at(index), before: null, after: { name: null }, commitments: { '/after/name': commitmentOf(salt, `"${index}"`) } }));
    return { canonical, parts: pick(2) ? [{ type: 'value', pointer: '/after/name', salt, value: `"${index}"` }] : [] };
  }
  return { canonical: canonicalText(kind === 2 ? entry2(index, at(index)) : entry1(index, { ...at(index), reason: ['ok', '\u{1f58b}\u0007', null][pick(3)] })), parts: [] };
}

/** A log of some entries, checkpoints and keys, all as they should be. */
export function randomLog(pick: Pick): MadeLog {
  const size = pick(4) === 0 ? pick(3) : pick(24);
  const keys = keysOf(sampleTenant);
  const log: MadeLog = { tenant: sampleTenant, keys: keys.slice(0, 1).map((key) => ({ key, announced: null })), entries: Array.from({ length: size }, (_, index) => randomEntry(index, pick)), checkpoints: [] };
  for (const [nth, key] of keys.slice(1).entries()) {
    const index = (log.keys.at(-1)?.announced ?? -1) + 1 + pick(12);
    if (index >= size) break;
    log.entries[index] = { canonical: canonicalText(entry2(index, { ...at(index), action: 'audit_key.rotated', before: { vkey: keys[nth]?.vkey }, after: { vkey: key.vkey } })), parts: [] };
    log.keys.push({ key, announced: index });
  }
  const handovers = log.keys.slice(1).map(({ announced }) => (announced ?? 0) + 1);
  const sizes = [...Array.from({ length: pick(4) }, () => pick(size + 1)), ...handovers, size].sort((one, other) => one - other);
  let current = 0;
  log.checkpoints = sizes.map((covered, nth): MadeCheckpoint => {
    const signers = log.keys.slice(current, current + 1).map(({ key }) => key);
    for (let next = log.keys[current + 1]; next && covered > (next.announced ?? 0); next = log.keys[current + 1]) {
      signers.push(next.key);
      current += 1;
    }
    return { size: covered, time: `2026-12-01T06:00:${String(nth).padStart(2, '0')}.000Z`, horizon: String(100 + covered), epoch: '0', signers };
  });
  return log;
}

/** An export with everything that is given beside it; good as it stands. */
export interface Bundle {
  text: string[];
  keyFile: string;
  trusted: string[];
  receipts: unknown[];
}

export function randomExport(log: MadeLog, pick: Pick): AnyLine[] {
  if (pick(3) > 0 || log.entries.length === 0) return completeExport(log);
  const announced = log.keys.flatMap((key) => (key.announced === null ? [] : [key.announced]));
  const indexes = log.entries.map((_, index) => index).filter((index) => announced.includes(index) || pick(3) === 0);
  return selectedExport(log, indexes, pick(2) ? log.checkpoints.map(({ size }) => size) : []);
}

export function randomBundle(log: MadeLog, lines: readonly AnyLine[], pick: Pick): Bundle {
  const isComplete = lines[0]?.['kind'] === 'complete';
  const trusted = log.checkpoints.filter(() => pick(2) === 0).map((checkpoint) => checkpointNote(log, checkpoint));
  const key = log.keys[pick(log.keys.length)]?.key.vkey ?? '';
  const receipts: unknown[] = log.entries.length > 0 && isComplete && pick(2) ? [receiptOf(log, pick(log.entries.length))] : [];
  const head = log.checkpoints[pick(log.checkpoints.length)];
  if (head && head.size > 0 && pick(3) === 0) receipts.push(provenReceiptOf(log, pick(head.size), head));
  return { text: linesOf(lines), keyFile: `${key}\n`, trusted, receipts };
}
