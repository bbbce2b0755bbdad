import type { Sql } from '../platform/sql.js';

/** What a member is in the company, as conditions read it of a requester: ids, and the nearest manager who belongs to it. */
export interface Standing {
  readonly roleIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly managerId: string | null;
}

/** The standing of a member, in one value. */
export const standingText = (memberId: string) => `jsonb_build_object(
           'roleIds', array(select sr.role_id from app.member_roles sr where sr.tenant_id = $1 and sr.member_id = ${memberId} order by sr.role_id),
           'groupIds', array(select sg.group_id from app.group_members sg where sg.tenant_id = $1 and sg.member_id = ${memberId} order by sg.group_id),
           'managerId', (
             with recursive up (id, manager_id, removed, level) as (
               select own.id, own.manager_id, false, 0 from app.members own where own.tenant_id = $1 and own.id = ${memberId}
               union all
               select above.id, above.manager_id, above.deactivated_at is not null or coalesce(above.expires_at <= now(), false), up.level + 1
                 from up join app.members above on above.tenant_id = $1 and above.id = up.manager_id)
             select up.id from up where up.level > 0 and not up.removed order by up.level limit 1))`;

const find = { name: 'requests.standing', text: `select ${standingText('$2::uuid')} as standing` };

export async function findStanding(sql: Sql, memberId: string): Promise<Standing> {
  const [row] = await sql.rows<{ standing: Standing }>(find, [memberId]);
  if (!row) throw new Error('a statement that selects one value gives one row');
  return row.standing;
}
