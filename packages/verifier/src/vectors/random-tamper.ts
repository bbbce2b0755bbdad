import { checkpointNote, completeExport, linesOf, type AnyLine, type MadeLog } from './made-log.js';
import { leafHash } from './naive-tree.js';
import { canonicalText } from './plain-json.js';
import { randomBundle, randomExport, randomLog, type Bundle, type Pick } from './random-log.js';
import { entry1, foreignKey, otherTenant } from './sample-log.js';

/** What was done, and the bundle after it. `mustBeFound` is false where what was done may be nothing. */
export interface Tampered extends Bundle {
  readonly kind: string;
  readonly mustBeFound: boolean;
}

const changeOne = (text: string, pick: Pick) => {
  const at = pick(text.length);
  const to = String.fromCharCode(32 + pick(95));
  // Half of a character cannot be written as bytes.
  return `${text.slice(0, at)}${to}${text.slice(at + 1)}`.toWellFormed();
};
const some = <T>(items: readonly T[], pick: Pick): T | undefined => items[pick(Math.max(items.length, 1))];
const entriesOf = (lines: readonly AnyLine[]) => lines.filter(({ type }) => type === 'entry');
const recount = (lines: AnyLine[]) => void (lines[lines.length - 1] = { type: 'end', lines: lines.length });

/** Each changes lines as somebody without the key can; false where there was nothing to change. */
const lineTampers: { readonly [kind: string]: (lines: AnyLine[], pick: Pick) => boolean } = {
  'change an entry': (lines, pick) => {
    const line = some(entriesOf(lines), pick);
    if (line) line['canonical'] = String(line['canonical']).replace('"channel":"', '"channel":"x');
    return line !== undefined;
  },
  'change an entry and its leaf': (lines, pick) => {
    const line = some(entriesOf(lines), pick);
    if (line) line['canonical'] = String(line['canonical']).replace('"channel":"', '"channel":"x');
    if (line) line['leaf'] = leafHash(Buffer.from(String(line['canonical']))).toString('hex');
    return line !== undefined;
  },
  'remove an entry and number anew': (lines, pick) => {
    const line = some(entriesOf(lines), pick);
    if (line === undefined) return false;
    const index = Number(line['index']);
    lines.splice(lines.indexOf(line), 1);
    for (const later of lines) if (typeof later['index'] === 'number' && later['index'] > index) later['index'] -= 1;
    recount(lines);
    // A selection may hold one entry less.
    return lines[0]?.['kind'] === 'complete';
  },
  'empty an entry': (lines, pick) => {
    const line = some(entriesOf(lines), pick);
    if (line) line['canonical'] = null;
    return line !== undefined;
  },
  'swap two lines': (lines, pick) => {
    const [one, other] = [pick(lines.length), pick(lines.length)];
    const [first, second] = [lines[one], lines[other]];
    if (!first || !second || canonicalText(first) === canonicalText(second)) return false;
    [lines[one], lines[other]] = [second, first];
    // Further consistency lines stand in any order.
    return first['type'] !== 'consistency' || second['type'] !== 'consistency';
  },
  'remove a line': (lines, pick) => {
    const line = lines[pick(lines.length)];
    if (line) lines.splice(lines.indexOf(line), 1);
    if (pick(2) && line?.['type'] !== 'end') recount(lines);
    // Of checkpoints, values, revisions, attachments and what proves them an export may hold fewer.
    return line !== undefined && ['end', 'export'].includes(String(line['type']));
  },
  'double a line': (lines, pick) => {
    const at = pick(lines.length);
    lines.splice(at, 0, { ...lines[at] });
    if (pick(2)) recount(lines);
    return false;
  },
  'put a member of another line into one': (lines, pick) => {
    const [one, other] = [some(lines, pick), some(lines, pick)];
    const name = some(Object.keys(other ?? {}), pick);
    if (one && other && name !== undefined) one[name] = other[name];
    return false;
  },
  'shorten a proof': (lines, pick) => {
    const line = some(lines.filter(({ proof }) => Array.isArray(proof) && proof.length > 0), pick);
    if (line) line['proof'] = (line['proof'] as unknown[]).slice(pick(2), -1);
    return false;
  },
};

/** Each changes the log, which is then hashed and signed anew: what somebody with the key can do. */
const logTampers: { readonly [kind: string]: (log: MadeLog, pick: Pick) => void } = {
  rewrite: (log, pick) => {
    const entry = some(log.entries, pick);
    if (entry) entry.canonical = entry.canonical.replace('"channel":"', '"channel":"x');
  },
  'take entries back': (log) => {
    log.entries.pop();
    for (const checkpoint of log.checkpoints) checkpoint.size = Math.min(checkpoint.size, log.entries.length);
  },
  'sign with another key': (log, pick) => void Object.assign(some(log.checkpoints, pick) ?? {}, { signers: [foreignKey] }),
  'sign with the keys of the history at random': (log, pick) => void Object.assign(some(log.checkpoints, pick) ?? {}, { signers: log.keys.filter(() => pick(2)).map(({ key }) => key) }),
  'set back the clock': (log, pick) => void Object.assign(some(log.checkpoints, pick) ?? {}, { time: '2026-12-01T00:00:00.000Z' }),
  'set back the horizon': (log, pick) => void Object.assign(some(log.checkpoints, pick) ?? {}, { horizon: '1' }),
  'move an announcement': (log, pick) => void Object.assign(log.keys.at(-1) ?? {}, { announced: log.keys.length === 1 ? null : pick(Math.max(log.entries.length, 1)) }),
  'repeat an entry': (log, pick) => void (log.entries[pick(Math.max(log.entries.length, 1))] = { ...(log.entries[0] ?? { canonical: canonicalText(entry1(0)), parts: [] }) }),
  'take in an entry of another company': (log, pick) => void (log.entries[pick(Math.max(log.entries.length, 1))] = { canonical: canonicalText(entry1(3, { tenant: otherTenant })), parts: [] }),
  'number a checkpoint of another size': (log, pick) => void Object.assign(some(log.checkpoints, pick) ?? {}, { size: pick(log.entries.length + 1) }),
};

const copyOf = (log: MadeLog): MadeLog => ({ ...log, keys: log.keys.map((key) => ({ ...key })), entries: log.entries.map((entry) => ({ ...entry })), checkpoints: log.checkpoints.map((checkpoint) => ({ ...checkpoint })) });

/** What is in no hash and under no signature: when the export was made, what a revision is called, how an attachment is called and how large it is. */
const withoutUnbound = (text: readonly string[]) => text.map((line) => line.replaceAll(/"(made|revisionId|name)":"[^"]*"|"bytes":\d+/g, '')).join('\n');

function tamperWithText(bundle: Bundle, pick: Pick): Tampered {
  const text = [...bundle.text];
  const at = pick(text.length);
  // A further consistency line is looked at only where somebody kept a checkpoint of its size.
  const isLookedAt = !text[at]?.includes('"type":"consistency"');
  text[at] = changeOne(text[at] ?? ' ', pick);
  return { ...bundle, text, kind: 'change one character', mustBeFound: isLookedAt && withoutUnbound(text) !== withoutUnbound(bundle.text) };
}

/** A good bundle, or one that was tampered with in one of many ways. */
export function randomCase(pick: Pick): Tampered {
  const log = randomLog(pick);
  const way = pick(10);
  if (way >= 6) {
    const changed = copyOf(log);
    const kind = some(Object.keys(logTampers), pick) ?? '';
    logTampers[kind]?.(changed, pick);
    const lines = randomExport(changed, pick);
    const given = randomBundle(log, lines, pick);
    return { ...given, kind, mustBeFound: false };
  }
  const lines = randomExport(log, pick);
  const bundle = randomBundle(log, lines, pick);
  if (way === 0) return { ...bundle, kind: 'nothing', mustBeFound: false };
  if (way <= 2) return tamperWithText(bundle, pick);
  const kind = some(Object.keys(lineTampers), pick) ?? '';
  const mustBeFound = lineTampers[kind]?.(lines, pick) ?? false;
  return { ...bundle, text: linesOf(lines), kind, mustBeFound };
}

/** A log that was rewritten by whoever holds its keys, from this index on, with a checkpoint from before. */
export function rewrittenCase(log: MadeLog, index: number, from: number): Bundle {
  const changed = copyOf(log);
  const entry = changed.entries[index];
  if (entry) entry.canonical = entry.canonical.replace('"channel":"', '"channel":"x');
  const kept = log.checkpoints[from];
  return { text: linesOf(completeExport(changed)), keyFile: `${log.keys[0]?.key.vkey ?? ''}\n`, trusted: kept ? [checkpointNote(log, kept)] : [], receipts: [] };
}
