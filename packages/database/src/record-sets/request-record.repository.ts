import { pageOf, type PageOf } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import type { Visible } from '../requests/request-list.repository.js';

/** A record that a request is about, as its page shows it. */
export interface RequestRecord {
  readonly id: string;
  readonly recordSetId: string;
  readonly recordSetName: string;
  readonly outsideId: string | null;
  /** What it is called today; null where it is not kept or has no title. */
  readonly title: string | null;
  /** Null where no record was named. */
  readonly state: 'in_step' | 'differs' | 'missing' | 'gone' | null;
  readonly field: string | null;
  readonly version: string | null;
  readonly effectId: string | null;
  readonly stepName: string | null;
  readonly problem: string | null;
  readonly linkedAt: Date;
}

/** A record that a field of a revision names. */
export interface RecordOfField {
  readonly id: string;
  readonly recordSetId: string;
  readonly outsideId: string;
  readonly field: string;
  readonly version: string;
}

/** What an answer to an effect named, or why it named nothing. */
export interface RecordOfEffect {
  readonly id: string;
  readonly requestId: string;
  readonly effectId: string;
  readonly recordSetId: string;
  readonly outsideId: string | null;
  readonly problem: string | null;
}

/** A request that is about a record. */
export interface RequestOnRecord {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly typeName: string;
  readonly status: string;
}

// What the last comparison found counts as long as what is kept is still what was compared.
const list = {
  name: 'request_records.list',
  text: `select l.id, l.record_set_id as "recordSetId", s.name as "recordSetName", l.outside_id as "outsideId", k.title, l.field, l.version, l.effect_id as "effectId", e.step_name as "stepName", l.problem, l.linked_at as "linkedAt",
                case when l.outside_id is null then null
                     when k.outside_id is null or found.kind = 'missing_there' then case when k.state = 'gone' then 'gone' else 'missing' end
                     when k.state = 'gone' then 'gone'
                     when k.state = 'quarantined' or found.kind is not null then 'differs'
                     else 'in_step' end as state
           from app.request_records l
           join app.requests q on q.tenant_id = $1 and q.id = l.request_id
           join app.record_sets s on s.tenant_id = $1 and s.id = l.record_set_id
           left join app.kept_records k on k.tenant_id = $1 and k.record_set_id = l.record_set_id and k.outside_id = l.outside_id
           left join app.effects e on e.tenant_id = $1 and e.id = l.effect_id
           left join lateral (
             select f.kind from app.record_findings f
              where f.tenant_id = $1 and f.record_set_id = l.record_set_id and f.outside_id = l.outside_id and f.state = 'open' and f.kind <> 'missing_here' and (f.kept_digest is null or f.kept_digest = k.digest)
                and f.reading_id = (select r.id from app.record_readings r where r.tenant_id = $1 and r.record_set_id = l.record_set_id and r.purpose = 'compare' and r.state = 'done' order by r.id desc limit 1)
              order by f.kind desc limit 1) found on true
          where l.tenant_id = $1 and l.request_id = $2 and (l.revision is null or l.revision = q.revision)
          order by l.id limit $3`,
};
const listRequests = {
  name: 'request_records.list_requests',
  text: `select q.id, q.number::int, q.title, ty.name as "typeName", q.status
           from app.requests q join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
          where q.tenant_id = $1
            and q.id in (select l.request_id from app.request_records l where l.tenant_id = $1 and l.record_set_id = $2 and l.outside_id = $3 and (l.revision is null or l.revision = (select r.revision from app.requests r where r.tenant_id = $1 and r.id = l.request_id)))
            and ($4 or q.requester_id = $5 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $6 and c.included))
          order by q.number desc limit $7`,
};
const insertOfFields = {
  name: 'request_records.insert_of_fields',
  text: `insert into app.request_records (tenant_id, id, request_id, record_set_id, outside_id, revision, field, version, linked_at)
         select $1, n.id, $2, n."recordSetId", n."outsideId", $3, n.field, n.version, $4 from jsonb_to_recordset($5::jsonb) as n (id uuid, "recordSetId" uuid, "outsideId" text, field text, version text)`,
};
const insertOfEffect = {
  name: 'request_records.insert_of_effect',
  text: `insert into app.request_records (tenant_id, id, request_id, record_set_id, outside_id, effect_id, problem, linked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
};

const shownMax = 100;

/** Which records of other systems requests are about. A link is made when a revision or an effect's end is recorded, and stays. */
export class RequestRecordRepository {
  constructor(private readonly sql: Sql) {}

  /** Of the revision at hand and of the effects, the first linked first; how each stands today. */
  async listOf(requestId: string): Promise<RequestRecord[]> {
    return this.sql.rows<RequestRecord>(list, [requestId, shownMax]);
  }

  /** The requests about a record that an actor may see, the newest first. */
  async listRequests(recordSetId: string, outsideId: string, visible: Visible, limit: number): Promise<PageOf<RequestOnRecord>> {
    const rows = await this.sql.rows<RequestOnRecord>(listRequests, [recordSetId, outsideId, visible.all, visible.requesterId, visible.candidateId, limit + 1]);
    return pageOf(rows, limit, ({ number }) => String(number));
  }

  async insertOfFields(of: { readonly requestId: string; readonly revision: number; readonly at: Date }, records: readonly RecordOfField[]): Promise<void> {
    if (records.length > 0) await this.sql.rows(insertOfFields, [of.requestId, of.revision, of.at, JSON.stringify(records)]);
  }

  async insertOfEffect({ id, requestId, effectId, recordSetId, outsideId, problem }: RecordOfEffect, at: Date): Promise<void> {
    await this.sql.rows(insertOfEffect, [id, requestId, recordSetId, outsideId, effectId, problem, at]);
  }
}
