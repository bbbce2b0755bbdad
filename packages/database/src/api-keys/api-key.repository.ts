import type { Permission } from '@countersign/contracts/platform';
import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface ApiKeyRow {
  readonly id: string;
  readonly member: { readonly memberId: string; readonly name: string };
  /** Whether the member belongs to the company no more. */
  readonly ownerLeft: boolean;
  readonly name: string;
  readonly scopes: readonly Permission[];
  readonly hint: string;
  readonly apiVersion: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export type NewApiKey = Pick<ApiKeyRow, 'id' | 'name' | 'scopes' | 'hint' | 'apiVersion' | 'createdAt' | 'expiresAt'> & { readonly memberId: string };

const SELECT = `
  select k.id, jsonb_build_object('memberId', m.id, 'name', m.name) as member, m.deactivated_at is not null or (m.expires_at is not null and m.expires_at <= statement_timestamp()) as "ownerLeft",
         k.name, k.scopes, k.hint, k.api_version as "apiVersion", k.created_at as "createdAt", k.expires_at as "expiresAt", u.used_at as "usedAt", k.revoked_at as "revokedAt"
    from app.api_keys k
    join app.members m on m.tenant_id = $1 and m.id = k.member_id
    left join app.api_key_uses u on u.tenant_id = $1 and u.api_key_id = k.id
   where k.tenant_id = $1`;
const find = { name: 'api_keys.find', text: `${SELECT} and k.id = $2` };
const list = { name: 'api_keys.list', text: `${SELECT} and ($2::uuid is null or k.member_id = $2) and ($3::uuid is null or k.id < $3) order by k.id desc limit $4` };
const countOpen = { name: 'api_keys.count_open', text: 'select count(*)::int as count from app.api_keys k where k.tenant_id = $1 and k.member_id = $2 and k.revoked_at is null and k.expires_at > $3' };
// Not "for update": rows that refer to the member would wait.
const lockOwner = { name: 'api_keys.lock_owner', text: 'select m.id from app.members m where m.tenant_id = $1 and m.id = (select k.member_id from app.api_keys k where k.tenant_id = $1 and k.id = $2) for no key update' };
const insert = {
  name: 'api_keys.insert',
  text: 'insert into app.api_keys (tenant_id, id, member_id, name, scopes, hint, api_version, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
};
const revoke = { name: 'api_keys.revoke', text: 'update app.api_keys set revoked_at = $3, revoked_by = $4 where tenant_id = $1 and id = $2 and revoked_at is null returning id' };
const noteUses = {
  name: 'api_keys.note_uses',
  text: `insert into app.api_key_uses (tenant_id, api_key_id, used_at) select $1, k.id, $3 from app.api_keys k where k.tenant_id = $1 and k.id = any ($2::uuid[])
         on conflict (tenant_id, api_key_id) do update set used_at = excluded.used_at`,
};

/** What programs show instead of a session. Rows are added and revoked, never changed. */
export class ApiKeyRepository {
  constructor(private readonly sql: Sql) {}

  async insert(k: NewApiKey): Promise<void> {
    await this.sql.rows(insert, [k.id, k.memberId, k.name, k.scopes, k.hint, k.apiVersion, k.createdAt, k.expiresAt]);
  }

  async find(id: string): Promise<ApiKeyRow | null> {
    return (await this.sql.rows<ApiKeyRow>(find, [id]))[0] ?? null;
  }

  /** Of one member, or of everybody; the latest first. */
  async list(memberId: string | null, { limit, after }: PageRequest): Promise<PageOf<ApiKeyRow>> {
    const before = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<ApiKeyRow>(list, [memberId, before, limit + 1]), limit, (row) => row.id);
  }

  /** How many of a member's are neither revoked nor expired. */
  async countOpen(memberId: string, at: Date): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countOpen, [memberId, at]))[0]?.count ?? 0;
  }

  /** Waits for whatever is being changed as the member whom a key acts as, and lets nothing begin meanwhile. */
  async lockOwner(id: string): Promise<void> {
    await this.sql.rows(lockOwner, [id]);
  }

  /** False where it is revoked already. */
  async revoke(id: string, at: Date, by: string): Promise<boolean> {
    return (await this.sql.rows(revoke, [id, at, by])).length === 1;
  }

  async noteUses(ids: readonly string[], at: Date): Promise<void> {
    await this.sql.rows(noteUses, [ids, at]);
  }
}
