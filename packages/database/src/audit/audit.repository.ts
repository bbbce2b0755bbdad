import { pageOfWindow, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql, Statement } from '../platform/sql.js';

export interface AuditRow {
  readonly id: string;
  readonly canonical: string;
  readonly leaf: string;
  /** The acting member's name today, or null where no member acted. */
  readonly actorName: string | null;
  /** What the key, the effect's step or the message's source is called; null where the entry is about none. */
  readonly keyName: string | null;
  readonly stepName: string | null;
  readonly sourceName: string | null;
}

/** What is asked for; null asks for anything. */
export interface AuditFilter {
  readonly subjectId: string | null;
  readonly action: string | null;
  /** The verdict of a decision. */
  readonly verdict: string | null;
  readonly actorId: string | null;
  readonly channel: string | null;
  readonly since: Date | null;
}

/** How many of the newest entries one call looks at, at most, among those that an index leads to. */
const windowMax = 10_000;

// The parameters: 1 tenant, 2 before this entry, 3 subject, 4 action, 5 actor, 6 channel, 7 since, 8 how many, 9 verdict.
const SHOWN = `a.id, convert_from(a.canonical, 'UTF8') as canonical, encode(a.leaf, 'hex') as leaf, m.name as "actorName",
         (select k.name from app.api_keys k where k.tenant_id = $1 and k.id = (app.read_canonical(a.canonical, '{actor,apiKeyId}'))::uuid) as "keyName",
         case when a.action like 'effect.%' then (select e.step_name from app.effects e where e.tenant_id = $1 and e.id = (app.read_canonical(a.canonical, '{after,effectId}'))::uuid) end as "stepName",
         case when a.action like 'inbound_message.%' then (select s.name from app.inbound_messages i join app.webhook_sources s on s.tenant_id = $1 and s.id = i.source_id where i.tenant_id = $1 and i.id = a.subject_id::uuid) end as "sourceName"`;
const FITS = `
  ($3::text is null or a.subject_id = $3) and ($4::text is null or a.action = $4) and ($5::text is null or a.actor_id = $5)
  and ($6::text is null or a.channel = $6) and ($7::timestamptz is null or a.at >= $7)
  and ($9::text is null or convert_from(a.canonical, 'UTF8')::jsonb->'after'->>'verdict' = $9)`;
const BEFORE = "coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')";

const newest = {
  name: 'audit.page_newest',
  text: `select ${SHOWN} from (select x.* from app.audit_entries x where x.tenant_id = $1 and x.id < ${BEFORE} order by x.id desc limit 10000) a
           left join app.members m on m.tenant_id = $1 and m.id = a.actor_id::uuid where a.tenant_id = $1 and ${FITS} order by a.id desc limit $8`,
};
const ofSubject = {
  name: 'audit.page_of_subject',
  text: `select ${SHOWN} from (select x.* from app.audit_entries x where x.tenant_id = $1 and x.subject_id = $3 and x.id < ${BEFORE} order by x.id desc limit 10000) a
           left join app.members m on m.tenant_id = $1 and m.id = a.actor_id::uuid where a.tenant_id = $1 and ${FITS} order by a.id desc limit $8`,
};
const ofActor = {
  name: 'audit.page_of_actor',
  text: `select ${SHOWN} from (select x.* from app.audit_entries x where x.tenant_id = $1 and x.actor_id = $5 and x.id < ${BEFORE} order by x.id desc limit 10000) a
           left join app.members m on m.tenant_id = $1 and m.id = a.actor_id::uuid where a.tenant_id = $1 and ${FITS} order by a.id desc limit $8`,
};
const ofAction = {
  name: 'audit.page_of_action',
  text: `select ${SHOWN} from (select x.* from app.audit_entries x where x.tenant_id = $1 and x.action = $4 and x.id < ${BEFORE} order by x.id desc limit 10000) a
           left join app.members m on m.tenant_id = $1 and m.id = a.actor_id::uuid where a.tenant_id = $1 and ${FITS} order by a.id desc limit $8`,
};
const toNewest = { name: 'audit.looked_to_newest', text: `select x.id from app.audit_entries x where x.tenant_id = $1 and x.id < ${BEFORE} order by x.id desc offset $3 limit 1` };
const toSubject = { name: 'audit.looked_to_subject', text: `select x.id from app.audit_entries x where x.tenant_id = $1 and x.id < ${BEFORE} and x.subject_id = $4 order by x.id desc offset $3 limit 1` };
const toActor = { name: 'audit.looked_to_actor', text: `select x.id from app.audit_entries x where x.tenant_id = $1 and x.id < ${BEFORE} and x.actor_id = $4 order by x.id desc offset $3 limit 1` };
const toAction = { name: 'audit.looked_to_action', text: `select x.id from app.audit_entries x where x.tenant_id = $1 and x.id < ${BEFORE} and x.action = $4 order by x.id desc offset $3 limit 1` };
const byIds = {
  name: 'audit.by_ids',
  text: `select ${SHOWN} from app.audit_entries a left join app.members m on m.tenant_id = $1 and m.id = a.actor_id::uuid where a.tenant_id = $1 and a.id = any ($2::uuid[])`,
};

/** Reads the audit; it is written at the end of each change, see `Tx.conclude`. */
export class AuditRepository {
  constructor(private readonly sql: Sql) {}

  /** Entries that fit, newest first. A page may be short and still have a next one: then so many of the newest were looked through. */
  async list(filter: AuditFilter, { limit, after }: PageRequest): Promise<PageOf<AuditRow>> {
    const from = after === null ? null : readCursor(after, uuidCursor);
    const { subjectId, action, verdict, actorId, channel, since } = filter;
    const way = wayTo(filter);
    const rows = await this.sql.rows<AuditRow>(way.page, [from, subjectId, action, actorId, channel, since, limit + 1, verdict]);
    const end = rows.length > limit ? [] : await this.sql.rows<{ id: string }>(way.lookedTo, [from, windowMax - 1, ...way.by]);
    return pageOfWindow(rows, limit, (row) => row.id, end[0]?.id ?? null);
  }

  /** These entries, in no order; those that are not here are left out. */
  async listByIds(ids: readonly string[]): Promise<AuditRow[]> {
    return ids.length === 0 ? [] : this.sql.rows<AuditRow>(byIds, [ids]);
  }
}

function wayTo({ subjectId, actorId, action }: AuditFilter): { readonly page: Statement; readonly lookedTo: Statement; readonly by: readonly string[] } {
  if (subjectId !== null) return { page: ofSubject, lookedTo: toSubject, by: [subjectId] };
  if (actorId !== null) return { page: ofActor, lookedTo: toActor, by: [actorId] };
  if (action !== null) return { page: ofAction, lookedTo: toAction, by: [action] };
  return { page: newest, lookedTo: toNewest, by: [] };
}
