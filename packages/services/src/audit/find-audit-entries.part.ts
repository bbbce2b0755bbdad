import type { AuditRow } from '@countersign/database/audit';
import type { PageOf, Tx } from '@countersign/database/platform';
import type { AuditEntryView, AuditQuery } from '@countersign/contracts/audit';
import type { PageQueryInput } from '@countersign/contracts/platform';
import { pageOfQuery } from '../platform/call.js';

const dayMs = 86_400_000;

interface Canonical {
  readonly at: string;
  readonly actor: { readonly kind: AuditEntryView['actor']['kind']; readonly memberId?: string; readonly apiKeyId?: string; readonly name?: string };
  readonly channel: AuditEntryView['channel'];
  readonly traceId: string | null;
  readonly cause: string | null;
  readonly action: string;
  readonly subject: AuditEntryView['subject'];
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

export function entryViewOf(row: AuditRow): AuditEntryView {
  const entry = JSON.parse(row.canonical) as Canonical;
  const { at, action, subject, reason, channel, traceId, before, after } = entry;
  const name = row.actorName ?? entry.actor.name ?? 'a former member';
  const { keyName, stepName, sourceName } = row;
  const actor = { kind: entry.actor.kind, memberId: entry.actor.memberId ?? null, apiKeyId: entry.actor.apiKeyId ?? null, ...(keyName !== null && { apiKeyName: keyName }), name };
  return { id: row.id, at, actor, action, subject, ...(stepName !== null && { stepName }), ...(sourceName !== null && { sourceName }), reason, channel, causeId: entry.cause, traceId, before, after, leaf: row.leaf };
}

/** Entries that fit the query, newest first. */
export async function findAuditEntries(tx: Tx, query: AuditQuery & PageQueryInput, now: Date): Promise<PageOf<AuditEntryView>> {
  const { subjectId = null, action: asked, memberId: actorId = null, channel = null, withinDays } = query;
  const [action = null, verdict = null] = asked?.split(':', 2) ?? [];
  const since = withinDays === undefined ? null : new Date(now.getTime() - Number(withinDays) * dayMs);
  const page = await tx.audit.list({ subjectId, action, verdict, actorId, channel, since }, pageOfQuery(query));
  return { items: page.items.map(entryViewOf), nextCursor: page.nextCursor };
}
