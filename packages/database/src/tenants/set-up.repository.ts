import type { Sql } from '../platform/sql.js';

/** How far a company has come with setting itself up, from what is there: nobody ticks a box. */
export interface SetUpFacts {
  readonly members: number;
  readonly openInvitations: number;
  /** Request types that can be submitted now. */
  readonly readyTypes: number;
  readonly requests: number;
  /** Requests that were approved or rejected for good. */
  readonly finished: number;
  /** The latest request that waits for a decision, or for want of an approver. */
  readonly waiting: { readonly id: string; readonly isStopped: boolean } | null;
}

/** A role that a live step asks, where nobody is there who could decide it. */
export interface UnheldRole {
  readonly id: string;
  readonly name: string;
  readonly stepName: string;
  readonly workflowName: string;
}

const facts = {
  name: 'set_up.facts',
  text: `select (select count(*)::int from app.members m where m.tenant_id = $1 and m.deactivated_at is null) as members,
                (select count(*)::int from app.invitations i where i.tenant_id = $1 and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()) as "openInvitations",
                (select count(*)::int from (select distinct v.request_type_id from app.request_type_versions v join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = v.workflow_id and w.state = 'published'
                  where v.tenant_id = $1) as ready) as "readyTypes",
                (select count(*)::int from (select 1 from app.requests q where q.tenant_id = $1 limit 1) as found) as requests,
                (select count(*)::int from (select 1 from app.requests q where q.tenant_id = $1 and q.status in ('approved', 'rejected') limit 1) as found) as finished,
                (select jsonb_build_object('id', q.id, 'isStopped', q.status = 'needs_approver') from app.requests q
                  where q.tenant_id = $1 and q.status in ('needs_approver', 'open') order by q.status = 'needs_approver' desc, q.number desc limit 1) as waiting`,
};
const unheldRoles = {
  name: 'set_up.unheld_roles',
  text: `select distinct on (r.name, r.id) r.id, r.name, step->>'name' as "stepName", f.name as "workflowName"
           from app.workflow_versions w
           join app.workflows f on f.tenant_id = $1 and f.id = w.workflow_id
           join lateral jsonb_array_elements(w.outline) step on step->>'kind' = 'approval'
           join app.roles r on r.tenant_id = $1 and (step->'roleIds') || (step->'unitRoleIds') ? r.id::text
          where w.tenant_id = $1 and w.state = 'published'
            and not exists (select 1 from app.member_roles mr where mr.tenant_id = $1 and (step->'roleIds') || (step->'unitRoleIds') ? mr.role_id::text)
            and not exists (select 1 from app.members m where m.tenant_id = $1 and m.deactivated_at is null and step->'memberIds' ? m.id::text)
          order by r.name, r.id, f.name, step->>'name' limit $2`,
};

export class SetUpRepository {
  constructor(private readonly sql: Sql) {}

  async facts(): Promise<SetUpFacts> {
    const [row] = await this.sql.rows<SetUpFacts>(facts);
    if (!row) throw new Error('counting gives one row');
    return row;
  }

  /** The roles of live steps that nobody could decide, by name. */
  async listUnheldRoles(limit: number): Promise<UnheldRole[]> {
    return this.sql.rows<UnheldRole>(unheldRoles, [limit]);
  }
}
