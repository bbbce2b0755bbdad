import type { Sql } from '../platform/sql.js';

export interface KeptToken {
  readonly sealedToken: Buffer | null;
  /** Of what the token was asked for; another one is of no use. */
  readonly bindingDigest: string;
  readonly isFresh: boolean;
  /** Somebody is fetching one right now. */
  readonly isBeingFetched: boolean;
}

const prepare = {
  name: 'connection_tokens.prepare',
  text: `insert into app.connection_tokens (tenant_id, connection_id, binding_digest) values ($1, $2, $3) on conflict (tenant_id, connection_id) do nothing`,
};
const lock = {
  name: 'connection_tokens.lock',
  text: `select t.sealed_token as "sealedToken", t.binding_digest as "bindingDigest", coalesce(t.expires_at > now() + interval '30 seconds', false) as "isFresh", coalesce(t.fetching_until > now(), false) as "isBeingFetched"
           from app.connection_tokens t where t.tenant_id = $1 and t.connection_id = $2 for update`,
};
const begin = { name: 'connection_tokens.begin', text: `update app.connection_tokens set fetching_until = now() + $3 * interval '1 millisecond' where tenant_id = $1 and connection_id = $2` };
const keep = {
  name: 'connection_tokens.keep',
  text: `update app.connection_tokens set sealed_token = $3, binding_digest = $4, expires_at = now() + $5 * interval '1 second', fetching_until = null where tenant_id = $1 and connection_id = $2`,
};
const giveUp = { name: 'connection_tokens.give_up', text: 'update app.connection_tokens set fetching_until = null where tenant_id = $1 and connection_id = $2' };
const forget = { name: 'connection_tokens.forget', text: 'update app.connection_tokens set sealed_token = null, expires_at = null where tenant_id = $1 and connection_id = $2' };

/** Access tokens of connections; whoever fetches one says so first, so that the others wait for it. */
export class ConnectionTokenRepository {
  constructor(private readonly sql: Sql) {}

  async lock(connectionId: string, bindingDigest: string): Promise<KeptToken> {
    await this.sql.rows(prepare, [connectionId, bindingDigest]);
    const row = (await this.sql.rows<KeptToken>(lock, [connectionId]))[0];
    if (!row) throw new Error('a row that was just written is there');
    return row;
  }

  async begin(connectionId: string, forMs: number): Promise<void> {
    await this.sql.rows(begin, [connectionId, forMs]);
  }

  async keep(connectionId: string, token: { readonly sealed: Buffer; readonly bindingDigest: string; readonly forSeconds: number }): Promise<void> {
    await this.sql.rows(keep, [connectionId, token.sealed, token.bindingDigest, token.forSeconds]);
  }

  async giveUp(connectionId: string): Promise<void> {
    await this.sql.rows(giveUp, [connectionId]);
  }

  /** It was refused: the next call fetches another. */
  async forget(connectionId: string): Promise<void> {
    await this.sql.rows(forget, [connectionId]);
  }
}
