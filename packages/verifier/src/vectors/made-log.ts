import { createHash } from 'node:crypto';

import { leafHash, pathOf, proofOf, rootOf } from './naive-tree.js';
import { canonicalText } from './plain-json.js';
import { noteOf, type SigningKey } from './signing-key.js';

/** A line of an export that may still be changed. */
export type AnyLine = { [name: string]: unknown };

export interface MadeEntry {
  canonical: string;
  /** Lines that follow it, such as a revision. */
  parts: AnyLine[];
}

export interface MadeCheckpoint {
  size: number;
  time: string;
  horizon: string;
  epoch: string;
  signers: readonly SigningKey[];
}

/** All that an export is made of, before hashes and signatures; change it, and they follow. */
export interface MadeLog {
  tenant: string;
  keys: { key: SigningKey; announced: number | null }[];
  entries: MadeEntry[];
  checkpoints: MadeCheckpoint[];
}

export const originOf = (tenant: string) => `countersign/audit/${tenant}`;
export const uuid = (number: number, stem = '0193a1b2-0000-7000-8000') => `${stem}-${number.toString(16).padStart(12, '0')}`;
export const commitmentOf = (salt: string, value: string) => createHash('sha256').update(Uint8Array.of(2)).update(Buffer.from(salt, 'hex')).update(value).digest('hex');
export const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
export const leavesOf = (log: MadeLog) => log.entries.map(({ canonical }) => leafHash(Buffer.from(canonical)));
const hexes = (hashes: readonly Buffer[]) => hashes.map((hash) => hash.toString('hex'));

export function checkpointText(tenant: string, leaves: readonly Buffer[], { size, time, horizon, epoch }: MadeCheckpoint): string {
  return `${originOf(tenant)}\n${size}\n${rootOf(leaves.slice(0, size)).toString('base64')}\ntime ${time}\nhorizon ${horizon}\nepoch ${epoch}\n`;
}

export const checkpointNote = (log: MadeLog, checkpoint: MadeCheckpoint) => noteOf(checkpointText(log.tenant, leavesOf(log), checkpoint), checkpoint.signers);

function headLines(log: MadeLog, kind: string): AnyLine[] {
  const leaves = leavesOf(log);
  return [
    { type: 'export', format: 'countersign-audit', version: '1', kind, tenant: log.tenant, size: log.entries.length, made: '2026-12-01T05:00:00.000Z' },
    ...log.keys.map(({ key, announced }) => ({ type: 'key', vkey: key.vkey, announced })),
    ...log.checkpoints.map((checkpoint) => ({ type: 'checkpoint', note: noteOf(checkpointText(log.tenant, leaves, checkpoint), checkpoint.signers) })),
  ];
}

const withEnd = (lines: AnyLine[]): AnyLine[] => [...lines, { type: 'end', lines: lines.length + 1 }];

export function completeExport(log: MadeLog): AnyLine[] {
  const leaves = leavesOf(log);
  return withEnd([...headLines(log, 'complete'), ...log.entries.flatMap(({ canonical, parts }, index) => [{ type: 'entry', index, leaf: leaves[index]?.toString('hex'), canonical }, ...parts.map((part) => ({ ...part, index }))])]);
}

/** Some entries with their proofs. `further`: sizes of checkpoints that somebody may hold. */
export function selectedExport(log: MadeLog, indexes: readonly number[], further: readonly number[] = []): AnyLine[] {
  const leaves = leavesOf(log);
  const sizes = log.checkpoints.map(({ size }) => size);
  const steps = sizes.flatMap((to, nth) => ((sizes[nth - 1] ?? to) < to ? [[sizes[nth - 1] ?? 0, to] as const] : []));
  const consistency = [...steps, ...further.map((from) => [from, leaves.length] as const)].map(([from, to]) => ({ type: 'consistency', from, to, proof: hexes(proofOf(from, leaves.slice(0, to))) }));
  const entries = indexes.flatMap((index) => {
    const entry = log.entries[index];
    if (entry === undefined) throw new Error(`the log has no entry ${index}`);
    return [{ type: 'entry', index, leaf: leaves[index]?.toString('hex'), canonical: entry.canonical, proof: hexes(pathOf(index, leaves)) }, ...entry.parts.map((part) => ({ ...part, index }))];
  });
  return withEnd([...headLines(log, 'selection'), ...consistency, ...entries]);
}

export function receiptOf(log: MadeLog, index: number): { entryId: string; leaf: string } {
  const canonical = log.entries[index]?.canonical ?? '';
  return { entryId: (JSON.parse(canonical) as { id: string }).id, leaf: leafHash(Buffer.from(canonical)).toString('hex') };
}

export function provenReceiptOf(log: MadeLog, index: number, checkpoint: MadeCheckpoint) {
  const proof = hexes(pathOf(index, leavesOf(log).slice(0, checkpoint.size)));
  return { ...receiptOf(log, index), index, checkpoint: checkpointNote(log, checkpoint), proof };
}

export const linesOf = (lines: readonly AnyLine[]) => lines.map(canonicalText);
