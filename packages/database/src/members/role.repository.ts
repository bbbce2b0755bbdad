import type { Permission } from '@countersign/contracts/platform';
import { In } from 'typeorm';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { Role } from './role.entity.js';

/** Members `mr` whose roles `r` give a right, each as often as one of them does; those who have left are among them. */
export const fromHoldersOf = (permission: Permission): string =>
  `from app.roles r join app.member_roles mr on mr.tenant_id = $1 and mr.role_id = r.id where r.tenant_id = $1 and '${permission}' = any (r.permissions)`;

const listAll = { name: 'roles.list', text: 'select r.id, r.name, r.permissions from app.roles r where r.tenant_id = $1 and ($2::text is null or r.name > $2) order by r.name limit $3' };

const listCounted = {
  name: 'roles.list_counted',
  text: `select r.id, r.name, r.permissions, (select count(*)::int from app.member_roles mr where mr.tenant_id = $1 and mr.role_id = r.id) as holders
           from app.roles r where r.tenant_id = $1 order by r.name limit $2`,
};

const listHeld = {
  name: 'roles.list_held',
  text: `select r.id, r.name, (select count(*)::int from app.member_roles mr where mr.tenant_id = $1 and mr.role_id = r.id) as holders
           from app.roles r where r.tenant_id = $1 and r.id = any($2::uuid[]) order by r.name`,
};

export type CountedRole = Pick<Role, 'id' | 'name' | 'permissions'> & { readonly holders: number };

export class RoleRepository {
  constructor(private readonly sql: Sql) {}

  async insert(roles: readonly { id: string; name: string; permissions: readonly string[] }[]): Promise<void> {
    await this.sql.repository(Role).insert(roles.map((role) => ({ ...role, tenantId: this.sql.tenantId, permissions: [...role.permissions] })));
  }

  async findMany(ids: readonly string[]): Promise<Role[]> {
    return ids.length === 0 ? [] : this.sql.repository(Role).findBy({ tenantId: this.sql.tenantId, id: In([...new Set(ids)]) });
  }

  async nameExists(name: string): Promise<boolean> {
    return this.sql.repository(Role).existsBy({ tenantId: this.sql.tenantId, name });
  }

  async list({ limit, after }: PageRequest): Promise<PageOf<Pick<Role, 'id' | 'name' | 'permissions'>>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<Role>(listAll, [from, limit + 1]), limit, (row) => row.name);
  }

  /** Every role with how many hold it. */
  async listCounted(limit: number): Promise<CountedRole[]> {
    return this.sql.rows<CountedRole>(listCounted, [limit]);
  }

  /** These roles with how many hold each. */
  async listHeld(ids: readonly string[]): Promise<Pick<CountedRole, 'id' | 'name' | 'holders'>[]> {
    return ids.length === 0 ? [] : this.sql.rows<Pick<CountedRole, 'id' | 'name' | 'holders'>>(listHeld, [ids]);
  }

  async findByName(name: string): Promise<Role | null> {
    return this.sql.repository(Role).findOneBy({ tenantId: this.sql.tenantId, name });
  }

  async update(id: string, { name, permissions }: { name: string; permissions: readonly string[] }): Promise<void> {
    await this.sql.repository(Role).update({ tenantId: this.sql.tenantId, id }, { name, permissions: [...permissions] });
  }
}
