import type { AuditPlace } from '../platform/entry.js';
import type { Sql } from '../platform/sql.js';
import type { Visible } from '../requests/request-list.repository.js';

export interface FeedRow extends AuditPlace {
  readonly action: string;
  readonly subjectId: string;
}

/** One who looks, and which requests they may read. */
export interface Viewer extends Visible {
  readonly memberId: string;
}

export interface SeenRequest {
  readonly memberId: string;
  readonly requestId: string;
  /** They asked for it, or were asked about it: it stands, or stood, in their inbox. */
  readonly concerns: boolean;
}

// By id alone the cursor would pass over what a slower transaction writes later: the place is (xid, id), and ends where somebody may still write.
const listSince = {
  name: 'audit_feed.list_since',
  text: `select a.xid::text as xid, a.id, a.action, a.subject_id as "subjectId" from app.audit_entries a
          where a.tenant_id = $1 and a.xid >= $2::text::xid8 and a.xid < pg_snapshot_xmin(pg_current_snapshot()) and (a.xid > $2::text::xid8 or a.id > $3)
          order by a.xid, a.id limit $4`,
};
const listSeen = {
  name: 'audit_feed.list_seen',
  text: `select v.member_id as "memberId", q.id as "requestId",
                (q.requester_id = v.member_id or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = v.member_id and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = v.member_id)) as concerns
           from app.requests q
          cross join unnest($3::uuid[], $4::boolean[], $5::uuid[], $6::uuid[]) as v (member_id, sees_all, requester_id, candidate_id)
          where q.tenant_id = $1 and (q.id = any($2::uuid[]) or q.id in (select e.request_id from app.effects e where e.tenant_id = $1 and e.id = any($2::uuid[])))
            and (v.sees_all or q.requester_id = v.requester_id
                 or exists (select 1 from app.task_candidates c2 where c2.tenant_id = $1 and c2.request_id = q.id and c2.member_id = v.candidate_id and c2.included) or exists (select 1 from app.asks a2 where a2.tenant_id = $1 and a2.request_id = q.id and a2.member_id = v.candidate_id))`,
};

// Ids begin with the time at which they were made (RFC 9562, version 7): the first ones of a moment are found by the primary key.
const findFirstSince = {
  name: 'audit_feed.find_first_since',
  text: `select min(e.xid)::text as xid from app.audit_entries e where e.tenant_id = $1 and e.id >= $2`,
};
const lowestId = '00000000-0000-0000-0000-000000000000';

/** What has been recorded since a place, and who may see what it is about. */
export class AuditFeedRepository {
  constructor(private readonly sql: Sql) {}

  async listSince({ xid, id }: AuditPlace, limit: number): Promise<FeedRow[]> {
    return this.sql.rows<FeedRow>(listSince, [xid, id, limit]);
  }

  /** The place before all that was recorded at an instant or later; null where that is nothing. */
  async findFirstSince(at: Date): Promise<AuditPlace | null> {
    const time = Math.max(0, at.getTime()).toString(16).padStart(12, '0').slice(-12);
    const [first] = await this.sql.rows<{ xid: string | null }>(findFirstSince, [`${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`]);
    return first === undefined || first.xid === null ? null : { xid: first.xid, id: lowestId };
  }

  /** For each of these viewers, the requests among the subjects (requests, or effects of theirs) that they may read. */
  async listSeen(subjectIds: readonly string[], viewers: readonly Viewer[]): Promise<SeenRequest[]> {
    if (subjectIds.length === 0 || viewers.length === 0) return [];
    const columns = [viewers.map(({ memberId }) => memberId), viewers.map(({ all }) => all), viewers.map(({ requesterId }) => requesterId), viewers.map(({ candidateId }) => candidateId)];
    return this.sql.rows<SeenRequest>(listSeen, [subjectIds, ...columns]);
  }
}
