import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { MemberRole } from './member-role.entity.js';
import { Member } from './member.entity.js';
import { Tenant } from './tenant.entity.js';

export interface MemberRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly unit: string | null;
  readonly joinedAt: Date;
  readonly roles: { readonly id: string; readonly name: string }[];
}

const COLUMNS = `
  m.id, m.user_id as "userId", m.name, m.email, m.unit, m.joined_at as "joinedAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name)
              from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id
             where mr.tenant_id = $1 and mr.member_id = m.id), '[]') as roles`;
const findById = { name: 'members.find', text: `select ${COLUMNS} from app.members m where m.tenant_id = $1 and m.id = $2` };
const listAll = { name: 'members.list', text: `select ${COLUMNS} from app.members m where m.tenant_id = $1 and ($2::text is null or m.email > $2) order by m.email limit $3` };
const lockRoles = { name: 'members.lock_roles', text: 'select m.id from app.members m where m.tenant_id = $1 and m.id = $2 for update' };
const clearRoles = { name: 'members.clear_roles', text: 'delete from app.member_roles where tenant_id = $1 and member_id = $2' };
const countHolders = {
  name: 'members.count_holders',
  text: `select count(*)::int as holders from (
           select mr.member_id from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id cross join lateral unnest(r.permissions) as given (permission)
            where mr.tenant_id = $1 group by mr.member_id having array_agg(given.permission) @> $2::text[]) as holder`,
};
const listPermissions = {
  name: 'members.list_permissions',
  text: `select distinct given.permission from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id
          cross join lateral unnest(r.permissions) as given (permission) where mr.tenant_id = $1 and mr.member_id = $2`,
};
const lockTenant = { name: 'members.lock_tenant', text: "insert into app.counters (tenant_id, name, value) values ($1, 'role_assignments', 1) on conflict (tenant_id, name) do update set value = app.counters.value + 1" };

export class MemberRepository {
  constructor(private readonly sql: Sql) {}

  async insertTenant(name: string): Promise<void> {
    await this.sql.repository(Tenant).insert({ tenantId: this.sql.tenantId, name });
  }

  async getTenantName(): Promise<string> {
    const tenant = await this.sql.repository(Tenant).findOneBy({ tenantId: this.sql.tenantId });
    if (!tenant) throw new Error('the tenant that was entered does not exist');
    return tenant.name;
  }

  async insert(member: { id: string; userId: string; name: string; email: string; unit: string | null; joinedAt: Date }, roleIds: readonly string[]): Promise<void> {
    const tenantId = this.sql.tenantId;
    await this.sql.repository(Member).insert({ tenantId, ...member });
    await this.insertRoles(member.id, roleIds);
  }

  async find(id: string): Promise<MemberRow | null> {
    return (await this.sql.rows<MemberRow>(findById, [id]))[0] ?? null;
  }

  async findByUser(userId: string): Promise<Member | null> {
    return this.sql.repository(Member).findOneBy({ tenantId: this.sql.tenantId, userId });
  }

  async findByEmail(email: string): Promise<Member | null> {
    return this.sql.repository(Member).findOneBy({ tenantId: this.sql.tenantId, email });
  }

  async list({ limit, after }: PageRequest): Promise<PageOf<MemberRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<MemberRow>(listAll, [from, limit + 1]), limit, (row) => row.email);
  }

  /** Role assignments of a tenant happen one after the other: "the last admin" is a question about all of them. */
  async lockForRoles(memberId: string): Promise<boolean> {
    await this.sql.rows(lockTenant);
    return (await this.sql.rows(lockRoles, [memberId])).length === 1;
  }

  async replaceRoles(memberId: string, roleIds: readonly string[]): Promise<void> {
    await this.sql.rows(clearRoles, [memberId]);
    await this.insertRoles(memberId, roleIds);
  }

  /** How many members hold all of these permissions. */
  async countHoldersOf(permissions: readonly string[]): Promise<number> {
    return (await this.sql.rows<{ holders: number }>(countHolders, [permissions]))[0]?.holders ?? 0;
  }

  /** What a member's roles give now; nothing for somebody who is not a member here. */
  async listPermissionsOf(memberId: string): Promise<string[]> {
    return (await this.sql.rows<{ permission: string }>(listPermissions, [memberId])).map(({ permission }) => permission);
  }

  private async insertRoles(memberId: string, roleIds: readonly string[]): Promise<void> {
    const unique = [...new Set(roleIds)];
    if (unique.length > 0) await this.sql.repository(MemberRole).insert(unique.map((roleId) => ({ tenantId: this.sql.tenantId, memberId, roleId })));
  }
}
