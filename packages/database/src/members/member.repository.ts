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
  readonly expiresAt: Date | null;
  readonly manager: { readonly memberId: string; readonly name: string } | null;
  readonly roles: { readonly id: string; readonly name: string }[];
}

export interface HolderRow {
  readonly id: string;
  readonly name: string;
  readonly otherPermissions: readonly string[];
  readonly expires: boolean;
}

/** Somebody whom a member answers to, directly or through those before. */
export interface ManagerRow {
  readonly memberId: string;
  readonly name: string;
  readonly isRemoved: boolean;
}

const COLUMNS = `
  m.id, m.user_id as "userId", m.name, m.email, m.unit, m.joined_at as "joinedAt", m.expires_at as "expiresAt",
  (select jsonb_build_object('memberId', up.id, 'name', up.name) from app.members up where up.tenant_id = $1 and up.id = m.manager_id) as manager,
  coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'name', r.name) order by r.name)
              from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id
             where mr.tenant_id = $1 and mr.member_id = m.id), '[]') as roles`;
const findById = { name: 'members.find', text: `select ${COLUMNS} from app.members m where m.tenant_id = $1 and m.id = $2 and m.deactivated_at is null` };
// `strpos`, not `like`: what somebody types is never a pattern.
const WANTED = "m.deactivated_at is null and ($2::text is null or strpos(lower(m.name || ' ' || m.email || ' ' || coalesce(m.unit, '')), $2) > 0)";
const listAll = { name: 'members.list', text: `select ${COLUMNS} from app.members m where m.tenant_id = $1 and ${WANTED} and ($3::text is null or m.email > $3) order by m.email limit $4` };
const countAll = { name: 'members.count', text: `select count(*)::int as count from app.members m where m.tenant_id = $1 and ${WANTED}` };
const listNames = { name: 'members.list_names', text: 'select m.id as "memberId", m.name, m.deactivated_at is not null as "isRemoved" from app.members m where m.tenant_id = $1 and m.id = any($2::uuid[]) order by m.name, m.id' };
// Not "for update": whoever decides meanwhile refers to this member, and would wait for us while we wait for their run.
const lockRoles = { name: 'members.lock_roles', text: 'select m.id from app.members m where m.tenant_id = $1 and m.id = $2 and m.deactivated_at is null for no key update' };
const lockHolders = {
  name: 'members.lock_holders',
  text: `select m.id from app.members m where m.tenant_id = $1 and m.id = any (array(select mr.member_id from app.member_roles mr where mr.tenant_id = $1 and mr.role_id = $2))
          order by m.id for no key update`,
};
const hold = { name: 'members.hold', text: 'select m.id from app.members m where m.tenant_id = $1 and m.id = $2 and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now()) for share' };
const clearRoles = { name: 'members.clear_roles', text: 'delete from app.member_roles where tenant_id = $1 and member_id = $2' };
const countHolders = {
  name: 'members.count_holders',
  text: `select count(*)::int as holders from (
           select mr.member_id from app.member_roles mr join app.members m on m.tenant_id = $1 and m.id = mr.member_id and m.expires_at is null
             join app.roles r on r.tenant_id = $1 and r.id = mr.role_id cross join lateral unnest(r.permissions) as given (permission)
            where mr.tenant_id = $1 and mr.member_id is distinct from $3 group by mr.member_id having array_agg(given.permission) @> $2::text[]) as holder`,
};
const listPermissions = {
  name: 'members.list_permissions',
  text: `select distinct given.permission from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id
          cross join lateral unnest(r.permissions) as given (permission) where mr.tenant_id = $1 and mr.member_id = $2`,
};
const listHolders = {
  name: 'members.list_holders',
  text: `select m.id, m.name, m.expires_at is not null as expires, (select coalesce(array_agg(distinct given.permission), '{}')
                               from app.member_roles omr join app.roles r on r.tenant_id = $1 and r.id = omr.role_id cross join lateral unnest(r.permissions) as given (permission)
                              where omr.tenant_id = $1 and omr.member_id = m.id and omr.role_id <> $2) as "otherPermissions"
           from app.member_roles mr join app.members m on m.tenant_id = $1 and m.id = mr.member_id where mr.tenant_id = $1 and mr.role_id = $2 order by m.name, m.id limit $3`,
};
const rolesAmongHolders = {
  name: 'members.roles_among_holders',
  text: `select coalesce(array_agg(distinct held.member_id), '{}') as "memberIds", coalesce(array_agg(distinct held.role_id), '{}') as "roleIds"
           from app.member_roles mr join app.member_roles held on held.tenant_id = $1 and held.member_id = mr.member_id where mr.tenant_id = $1 and mr.role_id = $2`,
};
const listManagers = {
  name: 'members.list_managers',
  text: `with recursive up (id, manager_id, name, removed, level) as (
           select m.id, m.manager_id, m.name, false, 0 from app.members m where m.tenant_id = $1 and m.id = $2
           union all
           select m.id, m.manager_id, m.name, m.deactivated_at is not null, up.level + 1 from up join app.members m on m.tenant_id = $1 and m.id = up.manager_id)
         select up.id as "memberId", up.name, up.removed as "isRemoved" from up where up.level > 0 order by up.level`,
};
const listReports = {
  name: 'members.list_reports',
  text: 'select m.id as "memberId", m.name from app.members m where m.tenant_id = $1 and m.manager_id = $2 and m.deactivated_at is null order by m.name, m.id limit $3',
};
const listManagerChoices = {
  name: 'members.list_manager_choices',
  text: `with recursive below (id) as (
           select m.id from app.members m where m.tenant_id = $1 and m.id = $2
           union all
           select m.id from below join app.members m on m.tenant_id = $1 and m.manager_id = below.id)
         select m.id as "memberId", m.name from app.members m
          where m.tenant_id = $1 and m.deactivated_at is null and m.id not in (select below.id from below)
            and ($3::text is null or strpos(lower(m.name || ' ' || m.email || ' ' || coalesce(m.unit, '')), $3) > 0) order by m.email limit $4`,
};
// From the roles outwards: whoever holds none that may decide is not read, however many they are.
export const ableStatement = {
  name: 'members.list_able',
  text: `select m.id as "memberId", m.name, m.unit
           from (select held.member_id, bool_or(r.permissions && '{request.read,request.read_all}') as sees
                   from app.roles r join app.member_roles held on held.tenant_id = $1 and held.role_id = r.id
                  where r.tenant_id = $1 and 'task.decide' = any (r.permissions) group by held.member_id) able
           join app.members m on m.tenant_id = $1 and m.id = able.member_id
          where m.deactivated_at is null and (m.expires_at is null or m.expires_at > now()) and m.id <> $2
            and ($3 = '' or position(' ' || lower($3) in ' ' || lower(m.name)) > 0)
            and (able.sees or exists (select 1 from app.member_roles mr join app.roles x on x.tenant_id = $1 and x.id = mr.role_id
                                       where mr.tenant_id = $1 and mr.member_id = m.id and x.permissions && '{request.read,request.read_all}'))
          order by m.id = any ($4::uuid[]), m.name, m.id limit $5`,
};
const findExpiry = {
  name: 'members.find_expiry',
  text: `select m.expires_at as "expiresAt", ceil(extract(epoch from m.expires_at - now()) * 1000)::float8 as "leftMs"
           from app.members m where m.tenant_id = $1 and m.id = $2 and m.deactivated_at is null and m.expires_at is not null`,
};
const lockTenant = { name: 'members.lock_tenant', text: "insert into app.counters (tenant_id, name, value) values ($1, 'role_assignments', 1) on conflict (tenant_id, name) do update set value = app.counters.value" };

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

  /** Members by id, removed or not, by name. */
  async listNames(ids: readonly string[]): Promise<{ memberId: string; name: string; isRemoved: boolean }[]> {
    return ids.length === 0 ? [] : this.sql.rows<{ memberId: string; name: string; isRemoved: boolean }>(listNames, [ids]);
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

  /** A member whose rights are about to change, after `lockRights`: waits for what they are doing, and what they do next waits for us. */
  async lockForRoles(memberId: string): Promise<boolean> {
    return (await this.sql.rows(lockRoles, [memberId])).length === 1;
  }

  /** The same for all who hold a role. */
  async lockHolders(roleId: string): Promise<void> {
    await this.sql.rows(lockHolders, [roleId]);
  }

  /** One's own row, before `hold`, where it is about to be written: two who held it together would wait for each other to write it. */
  async lockOwn(memberId: string): Promise<void> {
    await this.sql.rows(lockRoles, [memberId]);
  }

  /** Whether somebody is a member, and keeps their rights as they are until the transaction ends: what is read of these from now on holds. */
  async hold(memberId: string): Promise<boolean> {
    return (await this.sql.rows(hold, [memberId])).length === 1;
  }

  /** The row stays, without roles: what somebody signed is signed with it. */
  async deactivate(id: string, at: Date): Promise<void> {
    await this.sql.rows(clearRoles, [id]);
    await this.sql.repository(Member).update({ tenantId: this.sql.tenantId, id }, { deactivatedAt: at });
  }

  /** Somebody who was removed comes back, as the same member. */
  async reactivate({ id, ...member }: { id: string; name: string; email: string; unit: string | null }, roleIds: readonly string[]): Promise<void> {
    await this.sql.repository(Member).update({ tenantId: this.sql.tenantId, id }, { ...member, deactivatedAt: null, expiresAt: null });
    await this.sql.rows(clearRoles, [id]);
    await this.insertRoles(id, roleIds);
  }

  /** Who holds a role, with what their other roles give. */
  async listHolders(roleId: string, limit: number): Promise<HolderRow[]> {
    return this.sql.rows<HolderRow>(listHolders, [roleId, limit]);
  }

  /** All who hold a role, and all the roles that they hold. */
  async findRolesAmongHolders(roleId: string): Promise<{ memberIds: string[]; roleIds: string[] }> {
    const rows = await this.sql.rows<{ memberIds: string[]; roleIds: string[] }>(rolesAmongHolders, [roleId]);
    return rows[0] ?? { memberIds: [], roleIds: [] };
  }

  async replaceRoles(memberId: string, roleIds: readonly string[]): Promise<void> {
    await this.sql.rows(clearRoles, [memberId]);
    await this.insertRoles(memberId, roleIds);
  }

  /** How many members, or how many besides one, hold all of these permissions. Whose membership ends does not count: what they hold ends with it. */
  async countHoldersOf(permissions: readonly string[], besides: string | null = null): Promise<number> {
    return (await this.sql.rows<{ holders: number }>(countHolders, [permissions, besides]))[0]?.holders ?? 0;
  }

  /** What a member's roles give now; nothing for somebody who is not a member here. */
  async listPermissionsOf(memberId: string): Promise<string[]> {
    return (await this.sql.rows<{ permission: string }>(listPermissions, [memberId])).map(({ permission }) => permission);
  }

  /** Whom a member answers to, the nearest first, up to the top; those who were removed among them. */
  async listManagers(memberId: string): Promise<ManagerRow[]> {
    return this.sql.rows<ManagerRow>(listManagers, [memberId]);
  }

  /** Whose manager somebody is, by name. */
  async listReports(memberId: string, limit: number): Promise<{ memberId: string; name: string }[]> {
    return this.sql.rows<{ memberId: string; name: string }>(listReports, [memberId, limit]);
  }

  /** Who could be a member's manager, the first by address: everybody but themselves and those below them; `search` as in `list`. */
  async listManagerChoices(memberId: string, search: string | null, limit: number): Promise<{ memberId: string; name: string }[]> {
    return this.sql.rows<{ memberId: string; name: string }>(listManagerChoices, [memberId, search?.toLowerCase() ?? null, limit]);
  }

  /** Members besides one who may decide, and see what they decide, by name, some of them after all others; with `search`, those of whose name a word begins so. */
  listAble({ besides, search = '', last = [], limit }: { readonly besides: string; readonly search?: string; readonly last?: readonly string[]; readonly limit: number }): Promise<{ memberId: string; name: string; unit: string | null }[]> {
    return this.sql.rows(ableStatement, [besides, search, last, limit]);
  }

  /** After `lockRights`: two who become each other's manager at once would make a loop that neither sees. */
  async setManager(id: string, managerId: string | null): Promise<void> {
    await this.sql.repository(Member).update({ tenantId: this.sql.tenantId, id }, { managerId });
  }

  async setExpiry(id: string, expiresAt: Date | null): Promise<void> {
    await this.sql.repository(Member).update({ tenantId: this.sql.tenantId, id }, { expiresAt });
  }

  /** When a membership ends, and how long that is from now by the database's clock: zero or less where it has. Null where it does not end, or has been ended. */
  async findExpiry(id: string): Promise<{ expiresAt: Date; leftMs: number } | null> {
    return (await this.sql.rows<{ expiresAt: Date; leftMs: number }>(findExpiry, [id]))[0] ?? null;
  }

  private async insertRoles(memberId: string, roleIds: readonly string[]): Promise<void> {
    const unique = [...new Set(roleIds)];
    if (unique.length > 0) await this.sql.repository(MemberRole).insert(unique.map((roleId) => ({ tenantId: this.sql.tenantId, memberId, roleId })));
  }
}
