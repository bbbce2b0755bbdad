import type { Sql } from '../platform/sql.js';

/** How far a company has come with setting itself up, from what is there: nobody ticks a box. */
export interface SetUpFacts {
  readonly members: number;
  readonly openInvitations: number;
  /** Request types that can be submitted now. */
  readonly readyTypes: number;
  readonly requests: number;
  readonly decisions: number;
  /** The latest request that waits for want of an approver. */
  readonly stoppedRequestId: string | null;
}

const facts = {
  name: 'set_up.facts',
  text: `select (select count(*)::int from app.members m where m.tenant_id = $1 and m.deactivated_at is null) as members,
                (select count(*)::int from app.invitations i where i.tenant_id = $1 and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()) as "openInvitations",
                (select count(*)::int from (select distinct v.request_type_id from app.request_type_versions v join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = v.workflow_id and w.state = 'published'
                  where v.tenant_id = $1) as ready) as "readyTypes",
                (select count(*)::int from (select 1 from app.requests q where q.tenant_id = $1 limit 1) as found) as requests,
                (select count(*)::int from (select 1 from app.decisions d where d.tenant_id = $1 limit 1) as found) as decisions,
                (select q.id from app.requests q where q.tenant_id = $1 and q.status = 'needs_approver' order by q.number desc limit 1) as "stoppedRequestId"`,
};

export class SetUpRepository {
  constructor(private readonly sql: Sql) {}

  async facts(): Promise<SetUpFacts> {
    const [row] = await this.sql.rows<SetUpFacts>(facts);
    if (!row) throw new Error('counting gives one row');
    return row;
  }
}
