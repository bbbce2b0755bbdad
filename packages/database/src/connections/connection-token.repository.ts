import { fromHoldersOf } from '../members/role.repository.js';
import type { Sql } from '../platform/sql.js';
import { ConnectionGrantRepository } from './connection-grant.repository.js';

export interface KeptToken {
  readonly sealedToken: Buffer | null;
  readonly sealedRefreshToken: Buffer | null;
  /** Of what the token was asked for; another one is of no use. */
  readonly bindingDigest: string;
  readonly isFresh: boolean;
  /** Somebody is fetching one right now. */
  readonly isBeingFetched: boolean;
  /** A refresh was asked for whose answer nobody recorded. */
  readonly isRefreshOpen: boolean;
  readonly isGranted: boolean;
  readonly grantLostBecause: string | null;
  /** Raised by whatever makes what is under way, or was shown before, an older one. */
  readonly generation: number;
}

/** Whether somebody has allowed us what a connection asks for. */
export interface GrantState {
  readonly grantedAt: Date | null;
  readonly lostAt: Date | null;
  readonly lostBecause: string | null;
}

const prepare = {
  name: 'connection_tokens.prepare',
  text: `insert into app.connection_tokens (tenant_id, connection_id, binding_digest) values ($1, $2, $3) on conflict (tenant_id, connection_id) do nothing`,
};
const lock = {
  name: 'connection_tokens.lock',
  text: `select t.sealed_token as "sealedToken", t.sealed_refresh_token as "sealedRefreshToken", t.binding_digest as "bindingDigest", coalesce(t.expires_at > now() + interval '30 seconds', false) as "isFresh", coalesce(t.fetching_until > now(), false) as "isBeingFetched",
                t.is_refresh_open as "isRefreshOpen", t.granted_at is not null as "isGranted", t.generation, t.grant_lost_because as "grantLostBecause"
           from app.connection_tokens t where t.tenant_id = $1 and t.connection_id = $2 for update`,
};
const begin = {
  name: 'connection_tokens.begin',
  text: `update app.connection_tokens set fetching_until = now() + $3 * interval '1 millisecond', is_refresh_open = is_refresh_open or $4, generation = generation + 1 where tenant_id = $1 and connection_id = $2 returning generation`,
};
const keep = {
  name: 'connection_tokens.keep',
  text: `update app.connection_tokens set sealed_token = $3, binding_digest = $4, expires_at = now() + $5 * interval '1 second', sealed_refresh_token = coalesce($6, sealed_refresh_token), fetching_until = null, is_refresh_open = false
          where tenant_id = $1 and connection_id = $2 and generation = $7 returning connection_id`,
};
const keepRenewal = {
  name: 'connection_tokens.keep_renewal',
  text: `update app.connection_tokens set sealed_refresh_token = coalesce($4, sealed_refresh_token), fetching_until = null, is_refresh_open = false where tenant_id = $1 and connection_id = $2 and sealed_refresh_token = $3`,
};
const connect = {
  name: 'connection_tokens.connect',
  text: `insert into app.connection_tokens as t (tenant_id, connection_id, binding_digest, sealed_token, expires_at, sealed_refresh_token, granted_at) values ($1, $2, $3, $4, now() + $5 * interval '1 second', $6, $7)
         on conflict (tenant_id, connection_id) do update set binding_digest = excluded.binding_digest, sealed_token = excluded.sealed_token, expires_at = excluded.expires_at, sealed_refresh_token = excluded.sealed_refresh_token,
           granted_at = excluded.granted_at, fetching_until = null, is_refresh_open = false, grant_lost_at = null, grant_lost_because = null, grant_told_at = null, generation = t.generation + 1`,
};
const lose = {
  name: 'connection_tokens.lose',
  text: `update app.connection_tokens set grant_lost_at = $3, grant_lost_because = $4, grant_told_at = null, sealed_token = null, expires_at = null, sealed_refresh_token = null, fetching_until = null, is_refresh_open = false
          where tenant_id = $1 and connection_id = $2 and generation = $5 and grant_lost_at is null returning connection_id`,
};
const giveUp = {
  name: 'connection_tokens.give_up',
  text: 'update app.connection_tokens set fetching_until = null, is_refresh_open = is_refresh_open and $3 where tenant_id = $1 and connection_id = $2 and generation = $4 returning connection_id',
};
const forget = { name: 'connection_tokens.forget', text: 'update app.connection_tokens set sealed_token = null, expires_at = null where tenant_id = $1 and connection_id = $2 and generation = $3' };
// A renewal under way is waited for: what it brings is what the next one is asked for by.
const outdate = {
  name: 'connection_tokens.outdate',
  text: 'update app.connection_tokens set sealed_token = null, expires_at = null, fetching_until = case when is_refresh_open then fetching_until end, generation = generation + 1 where tenant_id = $1 and connection_id = $2',
};
const findGrant = {
  name: 'connection_tokens.find_grant',
  text: `select case when t.binding_digest = $3 then t.granted_at end as "grantedAt", t.grant_lost_at as "lostAt", t.grant_lost_because as "lostBecause" from app.connection_tokens t where t.tenant_id = $1 and t.connection_id = $2`,
};

const takeUntold = { name: 'connection_tokens.take_untold', text: 'update app.connection_tokens set grant_told_at = $3 where tenant_id = $1 and connection_id = $2 and grant_lost_at is not null and grant_told_at is null returning grant_lost_because as because' };
const FROM_DEFINERS = fromHoldersOf('connection.define');
const listDefiners = {
  name: 'connection_tokens.list_definers',
  text: `select distinct mr.member_id as id ${FROM_DEFINERS}`,
};

/** Access tokens of connections; whoever fetches one says so first, so that the others wait for it. */
export class ConnectionTokenRepository {
  readonly grants: ConnectionGrantRepository;

  constructor(private readonly sql: Sql) {
    this.grants = new ConnectionGrantRepository(sql);
  }

  async lock(connectionId: string, bindingDigest: string): Promise<KeptToken> {
    await this.sql.rows(prepare, [connectionId, bindingDigest]);
    const row = (await this.sql.rows<KeptToken>(lock, [connectionId]))[0];
    if (!row) throw new Error('a row that was just written is there');
    return row;
  }

  /** `isRefresh`: by a token that the answer replaces. The generation that begins is what its outcome is recorded by. */
  async begin(connectionId: string, forMs: number, isRefresh = false): Promise<number> {
    const row = (await this.sql.rows<{ generation: number }>(begin, [connectionId, forMs, isRefresh]))[0];
    if (!row) throw new Error('a row that is locked is there');
    return row.generation;
  }

  /** Together with the refresh token that replaces the one that was used, where there is one. False where something newer is there. */
  async keep(connectionId: string, token: { readonly sealed: Buffer; readonly sealedRefreshToken?: Buffer | null; readonly bindingDigest: string; readonly forSeconds: number }, generation: number): Promise<boolean> {
    return (await this.sql.rows(keep, [connectionId, token.sealed, token.bindingDigest, token.forSeconds, token.sealedRefreshToken ?? null, generation])).length > 0;
  }

  /** Of a fetch that came too late for its access token: where what it was asked for by is still what is kept, the one that replaces it is. */
  async keepRenewal(connectionId: string, shown: Buffer, next: Buffer | null): Promise<void> {
    await this.sql.rows(keepRenewal, [connectionId, shown, next]);
  }

  /** Somebody allowed it anew: whatever was before is replaced. */
  async connect(connectionId: string, token: { readonly sealed: Buffer; readonly sealedRefreshToken: Buffer | null; readonly bindingDigest: string; readonly forSeconds: number; readonly at: Date }): Promise<void> {
    await this.sql.rows(connect, [connectionId, token.bindingDigest, token.sealed, token.forSeconds, token.sealedRefreshToken, token.at]);
  }

  /** What was allowed holds no more: somebody has to connect again. False where that was known, or something newer is there. */
  async lose(connectionId: string, because: string, at: Date, generation: number): Promise<boolean> {
    return (await this.sql.rows(lose, [connectionId, at, because, generation])).length > 0;
  }

  /** `mayHaveHappened`: the refresh that was asked for may have been carried out. False where something newer is there. */
  async giveUp(connectionId: string, mayHaveHappened: boolean, generation: number): Promise<boolean> {
    return (await this.sql.rows(giveUp, [connectionId, mayHaveHappened, generation])).length > 0;
  }

  /** The one of this generation was refused: the next call fetches another. */
  async forget(connectionId: string, generation: number): Promise<void> {
    await this.sql.rows(forget, [connectionId, generation]);
  }

  /** The secret is another one: what the one before has bought, or is buying now, is not used. */
  async outdate(connectionId: string): Promise<void> {
    await this.sql.rows(outdate, [connectionId]);
  }

  /** Why the connection needs connecting again, where nobody was told yet: once for each time. */
  async takeUntold(connectionId: string, at: Date): Promise<string | null> {
    return (await this.sql.rows<{ because: string }>(takeUntold, [connectionId, at]))[0]?.because ?? null;
  }

  /** Members who can connect it again. */
  async listDefiners(): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(listDefiners)).map(({ id }) => id);
  }

  /** What was allowed for this address and client. */
  async findGrant(connectionId: string, bindingDigest: string): Promise<GrantState> {
    return (await this.sql.rows<GrantState>(findGrant, [connectionId, bindingDigest]))[0] ?? { grantedAt: null, lostAt: null, lostBecause: null };
  }
}
