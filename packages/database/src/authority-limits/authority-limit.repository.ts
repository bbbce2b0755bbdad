import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface AuthorityLimitRow {
  readonly id: string;
  readonly roleId: string | null;
  readonly memberId: string | null;
  readonly holderName: string;
  readonly requestType: { readonly id: string; readonly name: string } | null;
  /** Decimal text, with the digits that were given. */
  readonly amount: string;
  readonly currency: string;
}

/** What a limit is about: its holder, one request type or all, and a currency. */
export interface AuthorityLimitKey {
  readonly roleId: string | null;
  readonly memberId: string | null;
  readonly requestTypeId: string | null;
  readonly currency: string;
}

const COLUMNS = `
  select a.id, a.role_id as "roleId", a.member_id as "memberId", coalesce(r.name, m.name) as "holderName",
         case when ty.id is null then null else jsonb_build_object('id', ty.id, 'name', ty.name) end as "requestType", a.amount::text as amount, a.currency
    from app.authority_limits a
    left join app.roles r on r.tenant_id = $1 and r.id = a.role_id
    left join app.members m on m.tenant_id = $1 and m.id = a.member_id
    left join app.request_types ty on ty.tenant_id = $1 and ty.id = a.request_type_id
   where a.tenant_id = $1`;
const findById = { name: 'authority_limits.find', text: `${COLUMNS} and a.id = $2` };
const listAll = { name: 'authority_limits.list', text: `${COLUMNS} and ($2::uuid is null or a.role_id = $2 or a.member_id = $2) and ($3::uuid is null or a.id > $3) order by a.id limit $4` };
const listOf = {
  name: 'authority_limits.list_of',
  text: `${COLUMNS} and (a.role_id = any($2::uuid[]) or a.member_id = $3) order by a.member_id is null, r.name, ty.name nulls first, a.currency limit 100`,
};
const findByKey = {
  name: 'authority_limits.find_by_key',
  text: `${COLUMNS} and a.role_id is not distinct from $2::uuid and a.member_id is not distinct from $3::uuid and a.request_type_id is not distinct from $4::uuid and a.currency = $5`,
};
const upsert = {
  name: 'authority_limits.upsert',
  text: `insert into app.authority_limits (tenant_id, id, role_id, member_id, request_type_id, amount, currency) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (tenant_id, role_id, member_id, request_type_id, currency) do update set amount = excluded.amount`,
};
const remove = { name: 'authority_limits.remove', text: 'delete from app.authority_limits where tenant_id = $1 and id = $2' };
const removeOfMember = { name: 'authority_limits.remove_of_member', text: 'delete from app.authority_limits where tenant_id = $1 and member_id = $2' };

export class AuthorityLimitRepository {
  constructor(private readonly sql: Sql) {}

  async find(id: string): Promise<AuthorityLimitRow | null> {
    return (await this.sql.rows<AuthorityLimitRow>(findById, [id]))[0] ?? null;
  }

  async findByKey({ roleId, memberId, requestTypeId, currency }: AuthorityLimitKey): Promise<AuthorityLimitRow | null> {
    return (await this.sql.rows<AuthorityLimitRow>(findByKey, [roleId, memberId, requestTypeId, currency]))[0] ?? null;
  }

  /** All limits, or those of one role or member, in the order in which they were first set. */
  async list({ limit, after }: PageRequest, holderId: string | null): Promise<PageOf<AuthorityLimitRow>> {
    const from = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<AuthorityLimitRow>(listAll, [holderId, from, limit + 1]), limit, (row) => row.id);
  }

  /** Those of some roles and of a member, the member's own first; at most 100. */
  async listOf(roleIds: readonly string[], memberId: string | null): Promise<AuthorityLimitRow[]> {
    return this.sql.rows<AuthorityLimitRow>(listOf, [roleIds, memberId]);
  }

  /** Sets the amount under a key, whether or not there was one; `id` is that of a new one. */
  async set(id: string, { roleId, memberId, requestTypeId, currency }: AuthorityLimitKey, amount: string): Promise<void> {
    await this.sql.rows(upsert, [id, roleId, memberId, requestTypeId, amount, currency]);
  }

  async remove(id: string): Promise<void> {
    await this.sql.rows(remove, [id]);
  }

  async removeOfMember(memberId: string): Promise<void> {
    await this.sql.rows(removeOfMember, [memberId]);
  }
}
