import type { Sql } from '../platform/sql.js';

/** Somebody rejected a step, or asked for changes. */
export interface NotApproved {
  readonly taskNumber: number;
  readonly stepId: string;
  readonly memberId: string;
  readonly verdict: string;
}

/** Those of a request that were not taken back, in one value. */
export const notApprovedText = (requestId: string) => `coalesce((
           select jsonb_agg(jsonb_build_object('taskNumber', nt.number, 'stepId', nt.step_id, 'memberId', nd.member_id, 'verdict', nd.verdict) order by nd.decided_at, nd.id)
             from app.decisions nd join app.tasks nt on nt.tenant_id = $1 and nt.id = nd.task_id
            where nd.tenant_id = $1 and nd.request_id = ${requestId} and nd.verdict <> 'approve' and nd.revoked_at is null), '[]')`;

const find = { name: 'requests.not_approved', text: `select ${notApprovedText('$2::uuid')} as found` };

export async function findNotApproved(sql: Sql, requestId: string): Promise<readonly NotApproved[]> {
  const [row] = await sql.rows<{ found: readonly NotApproved[] }>(find, [requestId]);
  return row?.found ?? [];
}
