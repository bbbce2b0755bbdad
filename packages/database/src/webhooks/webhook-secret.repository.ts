import type { Sql } from '../platform/sql.js';

/** A signing secret, without what it is. */
export interface SecretRow {
  readonly id: string;
  readonly createdAt: Date;
  readonly validUntil: Date | null;
}

/** A signing secret as it is kept: in base64 as it was sealed. */
export interface KeptSecret {
  readonly id: string;
  readonly sealed: string;
}

// An endpoint that the release before this one made while it was being replaced has its secret in its own row.
const adopt = {
  name: 'webhook_secrets.adopt',
  text: `insert into app.webhook_secrets (tenant_id, id, endpoint_id, sealed_secret, created_at)
         select $1, w.id, w.id, w.sealed_secret, w.created_at from app.webhook_endpoints w where w.tenant_id = $1 and w.id = $2 and w.sealed_secret is not null
         on conflict (tenant_id, id) do nothing`,
};
const listValid = {
  name: 'webhook_secrets.list_valid',
  text: `select s.id, s.created_at as "createdAt", s.valid_until as "validUntil" from app.webhook_secrets s
          where s.tenant_id = $1 and s.endpoint_id = $2 and (s.valid_until is null or s.valid_until > $3) order by s.created_at desc, s.id desc`,
};
const endOlder = {
  name: 'webhook_secrets.end_older',
  text: `update app.webhook_secrets set valid_until = least(valid_until, $3) where tenant_id = $1 and endpoint_id = $2 and (valid_until is null or valid_until > $3)`,
};
// The newest has no end.
const endNow = { name: 'webhook_secrets.end_now', text: 'update app.webhook_secrets set valid_until = $3 where tenant_id = $1 and endpoint_id = $2 and valid_until > $3 returning id' };
const insert = { name: 'webhook_secrets.insert', text: 'insert into app.webhook_secrets (tenant_id, id, endpoint_id, sealed_secret, created_at) values ($1, $2, $3, $4, $5)' };

/** What webhooks are signed with. All of an endpoint's that are valid are used at once. */
export class WebhookSecretRepository {
  constructor(private readonly sql: Sql) {}

  insert(secret: { readonly id: string; readonly endpointId: string; readonly sealedSecret: Buffer; readonly createdAt: Date }): void {
    this.sql.defer(insert, [secret.id, secret.endpointId, secret.sealedSecret, secret.createdAt]);
  }

  /** Those that sign at an instant, the newest first. */
  listValid(endpointId: string, at: Date): Promise<SecretRow[]> {
    return this.sql.rows<SecretRow>(listValid, [endpointId, at]);
  }

  /** The same, each of them in this table; whoever asks holds the endpoint. */
  async adoptAndListValid(endpointId: string, at: Date): Promise<SecretRow[]> {
    const [, valid] = await Promise.all([this.sql.rows(adopt, [endpointId]), this.listValid(endpointId, at)]);
    return valid;
  }

  /** Ends all but the newest, and says which. */
  async endNow(endpointId: string, at: Date): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(endNow, [endpointId, at])).map(({ id }) => id);
  }

  /** Puts off ending those that there are: none of them is valid for longer than this, and none for longer than it was. */
  endOlder(endpointId: string, until: Date): void {
    this.sql.defer(endOlder, [endpointId, until]);
  }
}
