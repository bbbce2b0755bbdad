import type { RecordSetSettings } from '@countersign/contracts/record-sets';
import type { Tx } from '@countersign/database/platform';
import type { Difference, KeptRecord, NewFinding, RecordReading, RecordUpdate } from '@countersign/database/record-sets';
import { canonicalJson, newId } from '../platform/index.js';
import { lastOfEach } from './order-of-updates.part.js';
import type { Taken } from './take-updates.part.js';

export interface ComparedSet {
  readonly id: string;
  readonly settings: RecordSetSettings;
}

/** Compares the records of a page with what is kept of them at this moment. Nothing is taken. A record that the list says a second time is left out. */
export async function comparePage(tx: Tx, reading: RecordReading, set: ComparedSet, updates: readonly RecordUpdate[]): Promise<Taken> {
  const last = lastOfEach(updates);
  const first = await tx.recordFindings.insertSaid(reading.id, [...last.values()]);
  const kept = new Map((await tx.keptRecords.lock(set.id, [...first])).map((record) => [record.outsideId, record]));
  const findings = [...last.values()].flatMap((said) => (first.has(said.outsideId) ? (findingOf(set.settings, kept.get(said.outsideId), said) ?? []) : []));
  await tx.recordFindings.insert(reading.id, set.id, findings);
  const added = findings.filter(({ kind }) => kind === 'missing_here').length;
  return { added, changed: findings.length - added, unchanged: updates.length - findings.length };
}

/** What is known only once all was read: what was not listed, and what was listed under several ids. */
export async function compareWhole(tx: Tx, reading: RecordReading, set: ComparedSet): Promise<number> {
  const missing = await tx.recordFindings.listMissingThere(set.id, reading.id, reading.startedAt);
  const doubled = await tx.recordFindings.listDoubled(set.id, reading.id);
  await tx.recordFindings.insert(reading.id, set.id, [
    ...missing.map((record): NewFinding => ({ ...record, id: newId(), kind: 'missing_there', said: null, twins: null, differences: [] })),
    ...doubled.map(({ naturalKey, twins }): NewFinding => ({ id: newId(), kind: 'doubled', outsideId: twins[0]?.outsideId ?? '', title: naturalKey, ...notKept, said: null, twins, differences: [] })),
  ]);
  return missing.length;
}

const notKept = { keptDigest: null, keptVersion: null, keptRank: null };

function findingOf({ version }: RecordSetSettings, kept: (KeptRecord & Pick<RecordUpdate, 'rank'>) | undefined, said: RecordUpdate): NewFinding | null {
  const base = { id: newId(), outsideId: said.outsideId, title: said.title ?? kept?.title ?? null, said, twins: null };
  if (kept === undefined) return { ...base, kind: 'missing_here', ...notKept, differences: [] };
  const differences = differencesOf(kept, said, version.pointer !== null);
  return differences.length === 0 ? null : { ...base, kind: 'different', keptDigest: kept.digest, keptVersion: kept.version, keptRank: kept.rank, differences };
}

const textMax = 300;
const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return text.length > textMax ? `${text.slice(0, textMax).toWellFormed()}…` : text;
};

/** Field by field. Of a set whose records say no version, the times of asking are no difference. */
export function differencesOf(kept: Pick<RecordUpdate, 'version' | 'state' | 'title' | 'naturalKey' | 'fields' | 'problem'>, said: RecordUpdate, saysVersions: boolean): Difference[] {
  const sides: (readonly [name: string, kept: unknown, said: unknown])[] = [
    ...(saysVersions ? [['Version', kept.version, said.version] as const] : []),
    ['State', kept.state, said.state],
    ['Title', kept.title, said.title],
    ['Natural key', kept.naturalKey, said.naturalKey],
    ['Problem', kept.problem, said.problem],
    ...[...new Set([...Object.keys(kept.fields), ...Object.keys(said.fields)])].toSorted().map((name) => [name, kept.fields[name], said.fields[name]] as const),
  ];
  return sides.flatMap(([name, one, other]) => (canonicalJson(one ?? null) === canonicalJson(other ?? null) ? [] : [{ name, kept: textOf(one), said: textOf(other) }]));
}
