import type { Sql } from '../platform/sql.js';

/** Where values are kept sealed for longer than an answer is. */
export type SealedField = 'connections.sealed_secret' | 'connection_tokens.sealed_token' | 'connection_tokens.sealed_refresh_token' | 'webhook_secrets.sealed_secret' | 'webhook_sources.secrets';

/** A row with something sealed by another key than the one that seals now. */
export interface SealedRow {
  readonly field: SealedField;
  /** Its id within the tenant. */
  readonly row: string;
  /** What is sealed there: one value, or, of a source, each of its secrets as they are kept. */
  readonly sealed: Buffer | null;
  readonly secrets: readonly { readonly sealed: string }[] | null;
}

/** The last row that was looked at. */
export interface SealedCursor {
  readonly field: string;
  readonly row: string;
}

// Each value begins with its form and the number of its key: five bytes.
const listOthers = {
  name: 'sealed_values.list_others',
  text: `select v.field, v.row, v.sealed, v.secrets from (
           select 'connections.sealed_secret' as field, c.id::text as row, c.sealed_secret as sealed, null::jsonb as secrets from app.connections c where c.tenant_id = $1 and substr(c.sealed_secret, 1, 5) <> $2
           union all
           select 'connection_tokens.sealed_token', t.connection_id::text, t.sealed_token, null from app.connection_tokens t where t.tenant_id = $1 and substr(t.sealed_token, 1, 5) <> $2
           union all
           select 'connection_tokens.sealed_refresh_token', r.connection_id::text, r.sealed_refresh_token, null from app.connection_tokens r where r.tenant_id = $1 and substr(r.sealed_refresh_token, 1, 5) <> $2
           union all
           select 'webhook_secrets.sealed_secret', s.id::text, s.sealed_secret, null from app.webhook_secrets s where s.tenant_id = $1 and substr(s.sealed_secret, 1, 5) <> $2
           union all
           select 'webhook_sources.secrets', w.id::text, null, w.secrets from app.webhook_sources w
            where w.tenant_id = $1 and exists (select 1 from jsonb_array_elements(w.secrets) as kept (secret) where substr(decode(kept.secret->>'sealed', 'base64'), 1, 5) <> $2)
         ) v where (v.field, v.row) > ($3, $4) order by v.field, v.row limit $5`,
};
const replace: { readonly [field in SealedField]: { readonly name: string; readonly text: string } } = {
  'connections.sealed_secret': { name: 'sealed_values.connection', text: 'update app.connections set sealed_secret = $4 where tenant_id = $1 and id = $2::uuid and sealed_secret = $3 returning id' },
  'connection_tokens.sealed_token': { name: 'sealed_values.connection_token', text: 'update app.connection_tokens set sealed_token = $4 where tenant_id = $1 and connection_id = $2::uuid and sealed_token = $3 returning connection_id' },
  'connection_tokens.sealed_refresh_token': { name: 'sealed_values.refresh_token', text: 'update app.connection_tokens set sealed_refresh_token = $4 where tenant_id = $1 and connection_id = $2::uuid and sealed_refresh_token = $3 returning connection_id' },
  'webhook_secrets.sealed_secret': { name: 'sealed_values.webhook_secret', text: 'update app.webhook_secrets set sealed_secret = $4 where tenant_id = $1 and id = $2::uuid and sealed_secret = $3 returning id' },
  'webhook_sources.secrets': { name: 'sealed_values.webhook_source', text: 'update app.webhook_sources set secrets = $4::jsonb where tenant_id = $1 and id = $2::uuid and secrets = $3::jsonb returning id' },
};
// By its first byte, which is that of the form before this one.
const countEarlierAnswers = {
  name: 'sealed_values.count_earlier_answers',
  text: `select count(*)::int as "count" from app.idempotency_keys k where k.tenant_id = $1 and k.reply is not null and get_byte(decode(substr(k.reply, 1, 4), 'base64'), 0) = 1`,
};
// The release before the one with several secrets kept it in the endpoint's own row.
const adopt = {
  name: 'sealed_values.adopt_of_endpoints',
  text: `insert into app.webhook_secrets (tenant_id, id, endpoint_id, sealed_secret, created_at)
         select $1, w.id, w.id, w.sealed_secret, w.created_at from app.webhook_endpoints w where w.tenant_id = $1 and w.sealed_secret is not null
         on conflict (tenant_id, id) do nothing`,
};
const clear = { name: 'sealed_values.clear_of_endpoints', text: 'update app.webhook_endpoints set sealed_secret = null where tenant_id = $1 and sealed_secret is not null' };

/** Everything that a tenant keeps sealed, to be sealed anew; each only where it is still what was read. */
export class SealedValueRepository {
  constructor(private readonly sql: Sql) {}

  /** Rows after the cursor whose value does not begin so. */
  async listOthers(beginning: Buffer, after: SealedCursor | null, limit: number): Promise<SealedRow[]> {
    return this.sql.rows<SealedRow>(listOthers, [beginning, after?.field ?? '', after?.row ?? '', limit]);
  }

  /** False where somebody changed or removed it meanwhile. */
  async replace({ field, row, sealed, secrets }: SealedRow, by: Buffer | readonly unknown[]): Promise<boolean> {
    return (await this.sql.rows(replace[field], [row, sealed ?? JSON.stringify(secrets), Buffer.isBuffer(by) ? by : JSON.stringify(by)])).length > 0;
  }

  /** Answers of earlier calls that are sealed in the form before this one: each is forgotten by itself after its days. */
  async countEarlierAnswers(): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countEarlierAnswers))[0]?.count ?? 0;
  }

  /** Secrets that still stand in the rows of endpoints go where the others are. */
  async adoptOfEndpoints(): Promise<void> {
    await Promise.all([this.sql.rows(adopt), this.sql.rows(clear)]);
  }
}
