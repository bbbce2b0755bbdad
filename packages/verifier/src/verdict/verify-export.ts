import { readKeyFile } from '../format/key.js';
import type { Primitives } from '../format/primitives.js';
import { ExportCheck, type Given } from './export-check.js';
import { Fault, type FaultCode } from './fault.js';
import { LineReader } from './line-reader.js';
import { readReceipts } from './receipts.js';

/** What was looked at, for whoever reads the verdict. */
export interface Findings {
  readonly tenant: string;
  readonly kind: 'complete' | 'selection';
  readonly made: string;
  readonly size: number;
  readonly entries: number;
  readonly keyIds: readonly string[];
  readonly checkpoints: number;
  readonly trusted: number;
  readonly receipts: number;
  readonly lastCheckpointTime: string;
  readonly revisions: number;
  readonly attachments: number;
  readonly opened: number;
  readonly redacted: number;
}

export type Verdict =
  | { readonly verdict: 'good'; readonly findings: Findings }
  | { readonly verdict: 'bad' | 'unreadable'; readonly code: FaultCode; readonly sentence: string; readonly index?: number; readonly until?: number };

/** A file that somebody gives besides the export: what it is called, and what it says. */
export interface GivenText {
  readonly name: string;
  readonly text: string;
}

export interface WhatToVerify {
  /** Each is read to its end before the next one is asked for, so they may share their room. */
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly keyFiles: readonly GivenText[];
  readonly trusted: readonly GivenText[];
  readonly receipts: readonly GivenText[];
  readonly primitives: Primitives;
  /** Told how many bytes and entries were read so far. */
  readonly onProgress?: (bytes: number, entries: number) => void;
}

function readGiven({ keyFiles, trusted, receipts, primitives }: WhatToVerify): Given {
  const keys = keyFiles.flatMap(({ name, text }) => {
    const read = readKeyFile(text, primitives);
    if (read === undefined) throw new Fault('unreadable', `“${name}” is no key file: it holds one key a line.`);
    return read;
  });
  const read = receipts.flatMap(({ name, text }) => {
    const found = readReceipts(text);
    if (found === undefined) throw new Fault('unreadable', `“${name}” holds something else than receipts.`);
    return found;
  });
  return { keys, trusted: trusted.map(({ name, text }) => ({ what: `the checkpoint in “${name}”`, note: text })), receipts: read, primitives };
}

function findingsOf(check: ExportCheck, given: Given): Findings {
  const { header, keys, checkpoints, entries, parts, trusted } = check;
  if (!header || !keys || !checkpoints?.last || !entries) throw new Error('an export that ended well was never begun');
  return {
    tenant: header.tenant,
    kind: header.kind,
    made: header.made,
    size: header.size,
    entries: entries.count,
    keyIds: keys.ids,
    checkpoints: checkpoints.all.length,
    trusted: trusted.length,
    receipts: given.receipts.length,
    lastCheckpointTime: checkpoints.last.time,
    revisions: parts.revisions,
    attachments: parts.attachments,
    opened: parts.opened,
    redacted: parts.redacted,
  };
}

async function check(what: WhatToVerify): Promise<Findings> {
  const given = readGiven(what);
  const exportCheck = new ExportCheck(given);
  const reader = new LineReader();
  let bytes = 0;
  for await (const piece of what.pieces) {
    for (const line of reader.read(piece)) exportCheck.take(line, reader.number);
    bytes += piece.length;
    what.onProgress?.(bytes, exportCheck.entries?.count ?? 0);
  }
  reader.end();
  exportCheck.end();
  return findingsOf(exportCheck, given);
}

/** Checks an export against keys, older checkpoints and receipts, and stops at the first thing that is wrong. docs/audit-format.md, section 9. */
export async function verifyExport(what: WhatToVerify): Promise<Verdict> {
  try {
    return { verdict: 'good', findings: await check(what) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { code, sentence, place } = error;
    return { verdict: code === 'unreadable' ? 'unreadable' : 'bad', code, sentence, ...place };
  }
}
