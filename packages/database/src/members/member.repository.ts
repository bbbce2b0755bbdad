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

export interface HolderRow {
  readonly id: string;
  readonly name: string;
  readonly otherPermissions: readonly string[];
}

const COLUMNS = `
  m.id, m.user_id as "userId", m.name, m.email, m.unit, m.joined_at as "joinedAt",
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name)
              from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id
             where mr.tenant_id = $1 and mr.member_id = m.id), '[]') as roles`;
const findById = { name: 'members.find', text: `select ${COLUMNS} from app.members m where m.tenant_id = $1 and m.id = $2 and m.deactivated_at is null` };
// `strpos`, not `like`: what somebody types is never a pattern.
const WANTED = "m.deactivated_at is null and ($2::text is null or strpos(lower(m.name || ' ' || m.email || ' ' || coalesce(m.unit, '')), $2) > 0)";
const listAll = { name: 'members.list', text: `select ${COLUMNS} from app.members m where m.tenant_id = $1 and ${WANTED} and ($3::text is null or m.email > $3) order by m.email limit $4` };
const countAll = { name: 'members.count', text: `select count(*)::int as count from app.members m where m.tenant_id = $1 and ${WANTED}` };
const lockRoles = { name: 'members.lock_roles', text: 'select m.id from app.members m where m.tenant_id = $1 and m.id = $2 and m.deactivated_at is null for update' };
const clearRoles = { name: 'members.clear_roles', text: 'delete from app.member_roles where tenant_id = $1 and member_id = $2' };
const countHolders = {
  name: 'members.count_holders',
  text: `select count(*)::int as holders from (
           select mr.member_id from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id cross join lateral unnest(r.permissions) as given (permission)
            where mr.tenant_id = $1 and mr.member_id is distinct from $3 group by mr.member_id having array_agg(given.permission) @> $2::text[]) as holder`,
};
const listPermissions = {
  name: 'members.list_permissions',
  text: `select distinct given.permission from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id
          cross join lateral unnest(r.permissions) as given (permission) where mr.tenant_id = $1 and mr.member_id = $2`,
};
const listHolders = {
  name: 'members.list_holders',
  text: `select m.id, m.name, (select coalesce(array_agg(distinct given.permission), '{}')
                               from app.member_roles omr join app.roles r on r.tenant_id = $1 and r.id = omr.role_id cross join lateral unnest(r.permissions) as given (permission)
                              where omr.tenant_id = $1 and omr.member_id = m.id and omr.role_id <> $2) as "otherPermissions"
           from app.member_roles mr join app.members m on m.tenant_id = $1 and m.id = mr.member_id where mr.tenant_id = $1 and mr.role_id = $2 order by m.name, m.id limit $3`,
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

  /** The name of a member, removed or not. */
  async getName(id: string): Promise<string> {
    const member = await this.sql.repository(Member).findOneBy({ tenantId: this.sql.tenantId, id });
    if (!member) throw new Error('a member that another row names is there');
    return member.name;
  }

  async findByUser(userId: string): Promise<Member | null> {
    return this.sql.repository(Member).findOneBy({ tenantId: this.sql.tenantId, userId });
  }

  async findByEmail(email: string): Promise<Member | null> {
    return this.sql.repository(Member).findOneBy({ tenantId: this.sql.tenantId, email });
  }

  /** Members by address; with `search`, those in whose name, address or unit it stands, in whatever capitals. */
  async list({ limit, after }: PageRequest, search: string | null = null): Promise<PageOf<MemberRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<MemberRow>(listAll, [search?.toLowerCase() ?? null, from, limit + 1]), limit, (row) => row.email);
  }

  async count(search: string | null): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countAll, [search?.toLowerCase() ?? null]))[0]?.count ?? 0;
  }

  /** Who rights belong to is settled one change after the other in a tenant: "the last admin" is a question about all of them. */
  async lockRights(): Promise<void> {
    await this.sql.rows(lockTenant);
  }

  async lockForRoles(memberId: string): Promise<boolean> {
    await this.lockRights();
    return (await this.sql.rows(lockRoles, [memberId])).length === 1;
  }

  /** The row stays, without roles: what somebody signed is signed with it. */
  async deactivate(id: string, at: Date): Promise<void> {
    await this.sql.rows(clearRoles, [id]);
    await this.sql.repository(Member).update({ tenantId: this.sql.tenantId, id }, { deactivatedAt: at });
  }

  /** Somebody who was removed comes back, as the same member. */
  async reactivate({ id, ...member }: { id: string; name: string; email: string; unit: string | null }, roleIds: readonly string[]): Promise<void> {
    await this.sql.repository(Member).update({ tenantId: this.sql.tenantId, id }, { ...member, deactivatedAt: null });
    await this.sql.rows(clearRoles, [id]);
    await this.insertRoles(id, roleIds);
  }

  /** Who holds a role, with what their other roles give. */
  async listHolders(roleId: string, limit: number): Promise<HolderRow[]> {
    return this.sql.rows<HolderRow>(listHolders, [roleId, limit]);
  }

  async replaceRoles(memberId: string, roleIds: readonly string[]): Promise<void> {
    await this.sql.rows(clearRoles, [memberId]);
    await this.insertRoles(memberId, roleIds);
  }

  /** How many members, or how many besides one, hold all of these permissions. */
  async countHoldersOf(permissions: readonly string[], besides: string | null = null): Promise<number> {
    return (await this.sql.rows<{ holders: number }>(countHolders, [permissions, besides]))[0]?.holders ?? 0;
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
