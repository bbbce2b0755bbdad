import type { Sql } from '../platform/sql.js';

/** Whose roles, groups, managers or limits changed. */
export interface SignerChange {
  readonly memberIds: readonly string[];
  /** All that they hold, before and after. */
  readonly roleIds: readonly string[];
  readonly groupIds?: readonly string[];
}

// Of two kinds: what stopped for want of an approver, and what waits for a manager above one of these where the nearest with authority is asked.
const waitingForSigners = {
  name: 'requests.waiting_for_signers',
  text: `select found.id, found.number, found."isStopped" from (
           select q.id, q.number::int as number, true as "isStopped" from app.requests q
             join app.runs run on run.tenant_id = $1 and run.request_id = q.id
             join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
            where q.tenant_id = $1 and q.status = 'needs_approver' and q.number > $2
              and (exists (select 1 from jsonb_array_elements(coalesce(run.state->'addedSigners', '[]')) as added (signer)
                            where run.state->'stoppedStepIds' ? (added.signer->>'stepId') and added.signer->>'memberId' = any ($4::text[]))
               or exists (select 1 from jsonb_array_elements(w.outline) as s (step)
                           where run.state->'stoppedStepIds' ? (s.step->>'id')
                             and ((s.step->'roleIds') || (s.step->'unitRoleIds') ?| $3::text[] or s.step->'memberIds' ?| $4::text[] or (s.step->>'managers')::boolean
                                  or s.step->'groupIds' ?| $5::text[] or s.step->'groupIds' ?| array(select gm.group_id::text from app.group_members gm where gm.tenant_id = $1 and gm.member_id = any ($4::uuid[])))))
           union
           select q.id, q.number::int, false from app.task_candidates c
             join app.tasks t on t.tenant_id = $1 and t.id = c.task_id and t.status = 'open'
             join app.requests q on q.tenant_id = $1 and q.id = c.request_id and q.status <> 'needs_approver'
             join app.runs run on run.tenant_id = $1 and run.id = t.run_id
             join app.workflow_versions w on w.tenant_id = $1 and w.workflow_id = run.workflow_id and w.version = run.workflow_version
            where c.tenant_id = $1 and c.waiting and q.number > $2
              and c.member_id = any (array(
                    with recursive up (id) as (
                      select own.manager_id from app.members own where own.tenant_id = $1 and own.id = any ($4::uuid[])
                      union
                      select above.manager_id from up join app.members above on above.tenant_id = $1 and above.id = up.id)
                    select up.id from up where up.id is not null))
              and exists (select 1 from jsonb_array_elements(w.outline) as s (step) where s.step->>'id' = t.step_id and (s.step->>'managers')::boolean and (s.step->>'authority')::boolean)) as found
          order by found.number limit 200`,
};

/** Requests that are looked at again when people change by whom they could be signed. */
export class WaitingRequestRepository {
  constructor(private readonly sql: Sql) {}

  /**
   * Requests that a change of signers may help: oldest first, 200 at most, after a number. Those that stopped because nobody could sign at a step that names one of these
   * roles, groups or members, a group that one of them is in, or managers, or to which one of them was added; and those that wait for somebody above them where the nearest manager with authority is asked.
   */
  listWaitingForSigners(afterNumber: number, { memberIds, roleIds, groupIds = [] }: SignerChange): Promise<{ id: string; number: number; isStopped: boolean }[]> {
    return this.sql.rows(waitingForSigners, [afterNumber, roleIds, memberIds, groupIds]);
  }
}
