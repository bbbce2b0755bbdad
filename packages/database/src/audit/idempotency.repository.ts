import type { Sql } from '../platform/sql.js';

export interface KeyScope {
  readonly actorId: string;
  readonly operation: string;
  readonly key: string;
}

export interface KeptAnswer {
  readonly bodyDigest: string;
  /** The first answer's JSON text, sealed, or null while there is none (which no other transaction can see). */
  readonly reply: string | null;
  readonly receipt: string | null;
}

// A twin under way holds the row: this waits for its end, then finds the row there (or not, after a rollback).
const claim = {
  name: 'idempotency.claim',
  text: `insert into app.idempotency_keys (tenant_id, actor_id, operation, key, body_digest) values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, actor_id, operation, key) do nothing returning key`,
};
const find = {
  name: 'idempotency.find',
  text: 'select body_digest as "bodyDigest", reply, receipt from app.idempotency_keys where tenant_id = $1 and actor_id = $2 and operation = $3 and key = $4',
};
const forget = {
  name: 'idempotency.forget',
  text: `with gone as (delete from app.idempotency_keys where tenant_id = $1 and created_at < now() - $2 * interval '1 second' returning 1)
         select count(*)::int as "forgotten" from gone`,
};

/** Which call was carried out under which key, in the change's own transaction. */
export class IdempotencyRepository {
  constructor(private readonly sql: Sql) {}

  /** Whether the key is ours now; a twin under way is waited for. */
  async claim(scope: KeyScope, bodyDigest: string): Promise<boolean> {
    return (await this.sql.rows(claim, [scope.actorId, scope.operation, scope.key, bodyDigest])).length === 1;
  }

  async find(scope: KeyScope): Promise<KeptAnswer | null> {
    return (await this.sql.rows<KeptAnswer>(find, [scope.actorId, scope.operation, scope.key]))[0] ?? null;
  }

  /** Says how many were forgotten. */
  async forgetOlderThan(ageSeconds: number): Promise<number> {
    return (await this.sql.rows<{ forgotten: number }>(forget, [ageSeconds]))[0]?.forgotten ?? 0;
  }
}
