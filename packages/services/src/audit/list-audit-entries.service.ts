import type { AuditRow } from '@countersign/database/audit';
import type { AuditEntryView, listAuditEntries } from '@countersign/contracts/audit';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';

interface Canonical {
  readonly at: string;
  readonly actor: { readonly kind: AuditEntryView['actor']['kind']; readonly memberId?: string; readonly name?: string };
  readonly channel: AuditEntryView['channel'];
  readonly traceId: string | null;
  readonly cause: string | null;
  readonly action: string;
  readonly subject: AuditEntryView['subject'];
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

function viewOf(row: AuditRow): AuditEntryView {
  const entry = JSON.parse(row.canonical) as Canonical;
  const { at, action, subject, reason, channel, traceId, before, after } = entry;
  const name = row.actorName ?? entry.actor.name ?? 'a former member';
  return { id: row.id, at, actor: { kind: entry.actor.kind, memberId: entry.actor.memberId ?? null, name }, action, subject, reason, channel, causeId: entry.cause, traceId, before, after, leaf: row.leaf };
}

/** Lists the audit from the very bytes that are hashed. */
export class ListAuditEntriesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listAuditEntries>) {
    const { query } = call.input;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.audit.list({ subjectId: query.subjectId ?? null, action: query.action ?? null }, pageOfQuery(query));
      return { items: page.items.map(viewOf), nextCursor: page.nextCursor };
    });
  }
}
