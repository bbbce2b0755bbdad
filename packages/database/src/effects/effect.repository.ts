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
  readonly endpoint: { readonly id: string; readonly name: string; readonly url: string; readonly sealedSecrets: readonly string[] };
  /** What the effect was approved for is still what the run holds, and what will be sent is what was shown. */
  readonly stillApproved: boolean;
  readonly deliveryId: string | null;
}

export type ClaimOutcome = { readonly kind: 'claimed'; readonly effect: ClaimedEffect } | { readonly kind: 'done' } | { readonly kind: 'busy'; readonly forMs: number } | { readonly kind: 'early'; readonly forMs: number } | { readonly kind: 'held'; readonly by: string };

interface EffectStateRow {
  readonly state: string;
  readonly leaseMs: number | null;
  readonly waitMs: number | null;
  /** Whether what it undoes is being carried out at this moment. */
  readonly undoneIsRunning: boolean;
  /** Null for an effect without an endpoint. */
  readonly endpointState: string | null;
}

// The row is locked by the claim and its state re-read under the lock: a second delivery of the job finds it taken, done, or too early.
const lock = {
  name: 'effects.lock',
  text: `select e.state,
         (extract(epoch from e.lease_until - now()) * 1000)::int as "leaseMs",
         (extract(epoch from e.next_attempt_at - now()) * 1000)::int as "waitMs",
         exists (select 1 from app.effects o where o.tenant_id = $1 and o.id = e.undoes_id and o.state = 'running') as "undoneIsRunning",
         (select w.state from app.webhook_endpoints w where w.tenant_id = $1 and w.id = e.endpoint_id) as "endpointState"
    from app.effects e where e.tenant_id = $1 and e.id = $2 for update`,
};
const claim = {
  name: 'effects.claim',
  text: `update app.effects set state = 'running', lease_until = now() + $3 * interval '1 millisecond', attempts = attempts + 1, next_attempt_at = null where tenant_id = $1 and id = $2`,
};
const load = {
  name: 'effects.load',
  text: `select e.id, e.request_id as "requestId", e.event, e.payload, e.wanted_at as "wantedAt", e.cause_id as "causeId", e.attempts, q.number::int as "requestNumber",
         jsonb_build_object('id', w.id, 'name', w.name, 'url', w.url, 'sealedSecrets', coalesce((
           select jsonb_agg(encode(s.sealed_secret, 'base64') order by s.created_at desc, s.id desc) from app.webhook_secrets s where s.tenant_id = $1 and s.endpoint_id = w.id and (s.valid_until is null or s.valid_until > now())),
           jsonb_build_array(encode(w.sealed_secret, 'base64')))) as endpoint,
         (case when e.undoes_id is null then run.state->>'status' in ('approved', 'open', 'needs_approver') and run.state->'effectStepIds' ? e.step_id else run.state->>'status' in ('reversed', 'rejected') end
           and run.state->>'revisionDigest' = e.revision_digest and encode(sha256(convert_to(e.payload, 'UTF8')), 'hex') = e.payload_digest) as "stillApproved",
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

const lockAll = {
  name: 'effects.lock_of_request',
  text: `select e.id, e.step_id as "stepId", e.step_name as "stepName", e.state, e.attempts, e.event, w.name as target
           from app.effects e left join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id
          where e.tenant_id = $1 and e.request_id = $2 and e.undoes_id is null order by e.wanted_at, e.id for update of e`,
};
const findAll = { name: 'effects.of_request', text: lockAll.text.replace(' for update of e', '') };
const cancel = { name: 'effects.cancel', text: "update app.effects set state = 'cancelled', ended_at = $3 where tenant_id = $1 and id = any ($2::uuid[]) and state = 'wanted' and attempts = 0" };
const insertUndoing = {
  name: 'effects.insert_undoing',
  text: `insert into app.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, endpoint_id, event, payload, payload_digest, revision_digest, state, last_problem, wanted_at, cause_id, undoes_id, after_id)
         select $1, x.id, $2, $3, x."stepId", x."stepName", x.kind, x."endpointId", x.event, x.payload, x."payloadDigest", $4, x.state, x."lastProblem", $5, x."causeId", x."undoesId", x."afterId"
           from jsonb_to_recordset($6::jsonb) as x (id uuid, "stepId" text, "stepName" text, kind text, "endpointId" uuid, event text, payload text, "payloadDigest" text, state text, "lastProblem" text, "causeId" uuid, "undoesId" uuid, "afterId" uuid)`,
};
const findNext = { name: 'effects.next_after', text: "select e.id from app.effects e where e.tenant_id = $1 and e.after_id = $2 and e.state = 'wanted'" };
const lockOne = {
  name: 'effects.lock_with_request',
  text: `select e.id, e.request_id as "requestId", e.step_name as "stepName", e.state, e.undoes_id as "undoesId", e.cause_id as "causeId", q.number::int as "requestNumber"
           from app.effects e join app.requests q on q.tenant_id = $1 and q.id = e.request_id where e.tenant_id = $1 and e.id = $2 for update of e`,
};
const resolve = { name: 'effects.resolve', text: "update app.effects set state = 'resolved', resolved_by = $3, resolution = $4, ended_at = $5 where tenant_id = $1 and id = $2" };

/** An effect as it is looked at before it is undone. */
export interface DoneEffect {
  readonly id: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly state: string;
  readonly attempts: number;
  readonly event: string;
  readonly target: string | null;
}

/** What undoes an effect; the first of a chain begins at once, each other one when `afterId` is done. */
export interface Undoing {
  readonly id: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly kind: 'webhook' | 'person';
  readonly endpointId: string | null;
  readonly event: string;
  readonly payload: string;
  readonly payloadDigest: string;
  readonly state: 'wanted' | 'parked';
  readonly lastProblem: string | null;
  readonly causeId: string;
  readonly undoesId: string;
  readonly afterId: string | null;
}

export interface EffectToResolve {
  readonly id: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly stepName: string;
  readonly state: string;
  readonly undoesId: string | null;
  readonly causeId: string;
}

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
    if (row.endpointState !== null && row.endpointState !== 'active') return { kind: 'held', by: row.endpointState };
    if (row.undoneIsRunning) return { kind: 'early', forMs: 1000 };
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

  /** What a request wanted to be carried out, the first wanted first. */
  findOfRequest(requestId: string): Promise<DoneEffect[]> {
    return this.sql.rows<DoneEffect>(findAll, [requestId]);
  }

  /** The same, held: none of it begins or ends meanwhile. */
  lockOfRequest(requestId: string): Promise<DoneEffect[]> {
    return this.sql.rows<DoneEffect>(lockAll, [requestId]);
  }

  /** Effects that were not begun are not carried out any more. */
  async cancel(effectIds: readonly string[], at: Date): Promise<void> {
    if (effectIds.length > 0) await this.sql.rows(cancel, [effectIds, at]);
  }

  async insertUndoing(of: { readonly runId: string; readonly requestId: string; readonly revisionDigest: string; readonly at: Date }, undoing: readonly Undoing[]): Promise<void> {
    if (undoing.length > 0) await this.sql.rows(insertUndoing, [of.runId, of.requestId, of.revisionDigest, of.at, JSON.stringify(undoing)]);
  }

  /** What was to wait for this one, where a machine carries it out. */
  async findNext(effectId: string): Promise<string | null> {
    return (await this.sql.rows<{ id: string }>(findNext, [effectId]))[0]?.id ?? null;
  }

  async lockToResolve(effectId: string): Promise<EffectToResolve | null> {
    return (await this.sql.rows<EffectToResolve>(lockOne, [effectId]))[0] ?? null;
  }

  async resolve(effectId: string, by: { readonly memberId: string; readonly resolution: string; readonly at: Date }): Promise<void> {
    await this.sql.rows(resolve, [effectId, by.memberId, by.resolution, by.at]);
  }
}
