import type { Sql } from '../platform/sql.js';

/** An effect claimed by one worker until its lease ends. */
export interface ClaimedEffect {
  readonly id: string;
  readonly requestId: string;
  readonly event: string;
  readonly payload: string;
  readonly wantedAt: Date;
  readonly causeId: string;
  readonly attempts: number;
  readonly requestNumber: number;
  readonly endpoint: { readonly id: string; readonly name: string; readonly url: string; readonly sealedSecret: string };
  /** What the effect was approved for is still what the run holds, and what will be sent is what was shown. */
  readonly stillApproved: boolean;
  readonly deliveryId: string | null;
}

export type ClaimOutcome = { readonly kind: 'claimed'; readonly effect: ClaimedEffect } | { readonly kind: 'done' } | { readonly kind: 'busy'; readonly forMs: number } | { readonly kind: 'early'; readonly forMs: number };

interface EffectStateRow {
  readonly state: string;
  readonly leaseMs: number | null;
  readonly waitMs: number | null;
}

// The row is locked by the claim and its state re-read under the lock: a second delivery of the job finds it taken, done, or too early.
const lock = {
  name: 'effects.lock',
  text: `select e.state,
         (extract(epoch from e.lease_until - now()) * 1000)::int as "leaseMs",
         (extract(epoch from e.next_attempt_at - now()) * 1000)::int as "waitMs"
    from app.effects e where e.tenant_id = $1 and e.id = $2 for update`,
};
const claim = {
  name: 'effects.claim',
  text: `update app.effects set state = 'running', lease_until = now() + $3 * interval '1 millisecond', attempts = attempts + 1, next_attempt_at = null where tenant_id = $1 and id = $2`,
};
const load = {
  name: 'effects.load',
  text: `select e.id, e.request_id as "requestId", e.event, e.payload, e.wanted_at as "wantedAt", e.cause_id as "causeId", e.attempts, q.number::int as "requestNumber",
         jsonb_build_object('id', w.id, 'name', w.name, 'url', w.url, 'sealedSecret', encode(w.sealed_secret, 'base64')) as endpoint,
         (run.state->>'status' = 'approved' and run.state->>'revisionDigest' = e.revision_digest
           and encode(sha256(convert_to(e.payload, 'UTF8')), 'hex') = e.payload_digest) as "stillApproved",
         (select d.id from app.webhook_deliveries d where d.tenant_id = $1 and d.effect_id = e.id) as "deliveryId"
    from app.effects e
    join app.requests q on q.tenant_id = $1 and q.id = e.request_id
    join app.runs run on run.tenant_id = $1 and run.id = e.run_id
    join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id
   where e.tenant_id = $1 and e.id = $2`,
};
const insertDelivery = {
  name: 'effects.insert_delivery',
  text: `insert into app.webhook_deliveries (tenant_id, id, effect_id, request_id, endpoint_id, event, state, created_at)
         values ($1, $2, $3, $4, $5, $6, 'sending', $7) on conflict (tenant_id, effect_id) do nothing`,
};
const setDelivery = {
  name: 'effects.set_delivery',
  text: `update app.webhook_deliveries set state = $3, next_attempt_at = $4, delivered_at = $5 where tenant_id = $1 and effect_id = $2 and state <> 'delivered'`,
};
// Fenced: only who holds the attempt may say how it ended; a worker whose lease ran out and was taken over changes nothing.
const settle = {
  name: 'effects.settle',
  text: `update app.effects set state = $4, lease_until = null, next_attempt_at = $5, last_problem = $6, ended_at = $7
          where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running' returning id`,
};
const insertAttempt = {
  name: 'effects.insert_attempt',
  text: `insert into app.delivery_attempts (tenant_id, delivery_id, number, started_at, duration_ms, status, problem)
         select $1, d.id, $3, $4, $5, $6, $7 from app.webhook_deliveries d where d.tenant_id = $1 and d.effect_id = $2
         on conflict (tenant_id, delivery_id, number) do nothing`,
};

export interface Settlement {
  readonly effectId: string;
  readonly attempt: number;
  readonly state: 'succeeded' | 'wanted' | 'failed' | 'parked';
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly problem: string | null;
  readonly nextAttemptAt: Date | null;
  readonly endedAt: Date | null;
}

export class EffectRepository {
  constructor(private readonly sql: Sql) {}

  /** Takes the effect for one attempt; says why not otherwise. Null for an effect that is not here. */
  async claim(effectId: string, leaseMs: number): Promise<ClaimOutcome | null> {
    const row = (await this.sql.rows<EffectStateRow>(lock, [effectId]))[0];
    if (!row) return null;
    if (row.state === 'running' && row.leaseMs !== null && row.leaseMs > 0) return { kind: 'busy', forMs: row.leaseMs };
    if (row.state === 'wanted' && row.waitMs !== null && row.waitMs > 0) return { kind: 'early', forMs: row.waitMs };
    if (row.state !== 'wanted' && row.state !== 'running') return { kind: 'done' };
    await this.sql.rows(claim, [effectId, leaseMs]);
    const effect = (await this.sql.rows<ClaimedEffect>(load, [effectId]))[0];
    if (!effect) throw new Error('an effect that was just locked is there');
    return { kind: 'claimed', effect };
  }

  async openDelivery(delivery: { id: string; effectId: string; requestId: string; endpointId: string; event: string; at: Date }): Promise<void> {
    await this.sql.rows(insertDelivery, [delivery.id, delivery.effectId, delivery.requestId, delivery.endpointId, delivery.event, delivery.at]);
    await this.sql.rows(setDelivery, [delivery.effectId, 'sending', null, null]);
  }

  /** Records how an attempt ended; false where somebody else has taken the effect over meanwhile. */
  async settle(s: Settlement): Promise<boolean> {
    const held = await this.sql.rows(settle, [s.effectId, s.attempt, s.state, s.nextAttemptAt, s.problem, s.endedAt]);
    if (held.length === 0) return false;
    await this.sql.rows(insertAttempt, [s.effectId, s.attempt, s.startedAt, s.durationMs, s.status, s.problem]);
    const delivery = s.state === 'succeeded' ? 'delivered' : s.state === 'wanted' ? 'pending' : 'failed';
    await this.sql.rows(setDelivery, [s.effectId, delivery, s.nextAttemptAt, s.state === 'succeeded' ? s.endedAt : null]);
    return true;
  }
}
