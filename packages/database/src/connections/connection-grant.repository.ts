import type { Sql } from '../platform/sql.js';

export type GrantStage = 'asked' | 'answered' | 'exchanging' | 'connected' | 'refused' | 'failed';

/** One time that somebody was sent to another system to allow us something. */
export interface ConnectionGrant {
  readonly id: string;
  readonly connectionId: string;
  readonly sessionId: string;
  readonly sealedVerifier: Buffer | null;
  readonly sealedCode: Buffer | null;
  readonly bindingDigest: string;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly causeId: string;
  readonly stage: GrantStage;
}

/** How it stands, for whoever looks. */
export interface GrantRow {
  readonly id: string;
  readonly stage: GrantStage;
  readonly problem: string | null;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly askedBy: { readonly memberId: string; readonly name: string };
}

const insert = {
  name: 'connection_grants.insert',
  text: `insert into app.connection_grants (tenant_id, id, connection_id, state_hash, session_id, sealed_verifier, binding_digest, asked_by, asked_at, expires_at, cause_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};
const COLUMNS = `g.id, g.connection_id as "connectionId", g.session_id as "sessionId", g.sealed_verifier as "sealedVerifier", g.sealed_code as "sealedCode", g.binding_digest as "bindingDigest", g.asked_by as "askedBy", g.asked_at as "askedAt", g.expires_at as "expiresAt", g.cause_id as "causeId", g.stage`;
const lockByState = { name: 'connection_grants.lock_by_state', text: `select ${COLUMNS} from app.connection_grants g where g.tenant_id = $1 and g.state_hash = $2 for update` };
const lock = { name: 'connection_grants.lock', text: `select ${COLUMNS} from app.connection_grants g where g.tenant_id = $1 and g.id = $2 for update` };
const answer = { name: 'connection_grants.answer', text: `update app.connection_grants set stage = 'answered', sealed_code = $3 where tenant_id = $1 and id = $2` };
const beginExchange = { name: 'connection_grants.begin_exchange', text: `update app.connection_grants set stage = 'exchanging' where tenant_id = $1 and id = $2` };
const end = { name: 'connection_grants.end', text: `update app.connection_grants set stage = $3, problem = $4, ended_at = $5, sealed_code = null, sealed_verifier = null where tenant_id = $1 and id = $2 and ended_at is null returning id` };
const endOthers = {
  name: 'connection_grants.end_others',
  text: `update app.connection_grants set stage = 'failed', problem = $4, ended_at = $5, sealed_code = null, sealed_verifier = null where tenant_id = $1 and connection_id = $2 and id <> $3 and stage in ('answered', 'exchanging') returning id`,
};
const findLatest = {
  name: 'connection_grants.find_latest',
  text: `select g.id, g.stage, g.problem, g.asked_at as "askedAt", g.expires_at as "expiresAt", jsonb_build_object('memberId', m.id, 'name', m.name) as "askedBy" from app.connection_grants g join app.members m on m.tenant_id = $1 and m.id = g.asked_by
          where g.tenant_id = $1 and g.connection_id = $2 order by g.id desc limit 1`,
};
const forget = {
  name: 'connection_grants.forget',
  text: `with gone as (delete from app.connection_grants where tenant_id = $1 and asked_at < now() - $2 * interval '1 second' returning 1) select count(*)::int as forgotten from gone`,
};

export class ConnectionGrantRepository {
  constructor(private readonly sql: Sql) {}

  async insert(grant: Omit<ConnectionGrant, 'stage' | 'sealedCode'> & { readonly stateHash: Buffer }): Promise<void> {
    await this.sql.rows(insert, [grant.id, grant.connectionId, grant.stateHash, grant.sessionId, grant.sealedVerifier, grant.bindingDigest, grant.askedBy, grant.askedAt, grant.expiresAt, grant.causeId]);
  }

  async lockByState(stateHash: Buffer): Promise<ConnectionGrant | null> {
    return (await this.sql.rows<ConnectionGrant>(lockByState, [stateHash]))[0] ?? null;
  }

  async lock(id: string): Promise<ConnectionGrant | null> {
    return (await this.sql.rows<ConnectionGrant>(lock, [id]))[0] ?? null;
  }

  async answer(id: string, sealedCode: Buffer): Promise<void> {
    await this.sql.rows(answer, [id, sealedCode]);
  }

  async beginExchange(id: string): Promise<void> {
    await this.sql.rows(beginExchange, [id]);
  }

  /** Forgets code and verifier with it. False where it had ended before. */
  async end(id: string, stage: 'connected' | 'refused' | 'failed', problem: string | null, at: Date): Promise<boolean> {
    return (await this.sql.rows(end, [id, stage, problem, at])).length > 0;
  }

  /** Whatever of the same connection is still to be exchanged, or is being: none of it is taken any more. Says which. */
  async endOthers({ id, connectionId }: Pick<ConnectionGrant, 'id' | 'connectionId'>, problem: string, at: Date): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(endOthers, [connectionId, id, problem, at])).map((row) => row.id);
  }

  async findLatest(connectionId: string): Promise<GrantRow | null> {
    return (await this.sql.rows<GrantRow>(findLatest, [connectionId]))[0] ?? null;
  }

  /** Says how many were forgotten. */
  async forgetOlderThan(seconds: number): Promise<number> {
    return (await this.sql.rows<{ forgotten: number }>(forget, [seconds]))[0]?.forgotten ?? 0;
  }
}
