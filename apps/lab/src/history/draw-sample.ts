import { documentsOf } from './case-documents.js';
import { endedInLog } from './ending.js';
import type { HistoryCase, HistoryDocument } from './history-case.js';

/**
 * A deterministic stratified sample: the same log and size give the same cases.
 * A stratum is an ending with the set of those who rejected on the way. Each gives at least two cases (or all it has) and
 * beyond that its share, taken at even distances in the order of the log, from the units with most cases where it has any there.
 */
export function drawSample(cases: readonly HistoryCase[], size: number, unitsKept: number): ReadonlySet<string> {
  const units = largestUnits(cases, unitsKept);
  const strata = Map.groupBy(cases, stratumOf);
  const chosen = new Set<string>();
  for (const [, members] of [...strata].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const local = members.filter(({ unit }) => units.has(unit));
    const pool = local.length > 0 ? local : members;
    const share = Math.max(2, Math.round((size * members.length) / cases.length));
    for (const member of takeEvenly(pool, share)) chosen.add(member.id);
  }
  return chosen;
}

/** What makes two cases alike for the sample. */
export function stratumOf(history: HistoryCase): string {
  const rejecting = new Set(history.events.filter(({ act }) => act === 'rejected').map(({ role }) => role));
  const director = history.events.some(({ role }) => role === 'DIRECTOR') ? ' with director' : '';
  return `${documentsOf(history).map(endingOf).join(' and ')}${director}; rejected by ${[...rejecting].sort().join(', ') || 'nobody'}`;
}

function endingOf(document: HistoryDocument): string {
  const { ending, paid } = endedInLog(document);
  return paid ? 'paid' : ending;
}

function largestUnits(cases: readonly HistoryCase[], count: number): ReadonlySet<string | null> {
  const sizes = [...Map.groupBy(cases, ({ unit }) => unit)].map(([unit, members]) => ({ unit, size: members.length }));
  sizes.sort((a, b) => b.size - a.size || ((a.unit ?? '') < (b.unit ?? '') ? -1 : 1));
  return new Set(sizes.slice(0, count).map(({ unit }) => unit));
}

function takeEvenly<T>(items: readonly T[], count: number): T[] {
  if (count >= items.length) return [...items];
  return items.filter((_, index) => Math.floor((index * count) / items.length) !== Math.floor(((index - 1) * count) / items.length));
}
