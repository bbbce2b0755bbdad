import type { ConnectionGateRepository } from '../connections/connection-gate.repository.js';
import type { KeptSettings } from '../connections/connection.repository.js';
import { fromHoldersOf } from '../members/role.repository.js';
import type { Sql } from '../platform/sql.js';
import type { KeptSecret } from '../webhooks/webhook-secret.repository.js';
import { FROM_AFTER, FROM_BEFORE, STOPPED } from './effect.repository.js';

/** An effect claimed by one worker until its lease ends. */
export type ClaimedEffect = WebhookToSend | CallToMake | MailToSend | MessageToSend | NoticeToGive | AskToMake;

export interface WebhookToSend extends Claimed {
  readonly kind: 'webhook';
  readonly endpoint: { readonly id: string; readonly name: string; readonly url: string; readonly sealedSecrets: readonly KeptSecret[] };
}

export interface CallToMake extends Claimed {
  readonly kind: 'http';
  readonly connection: ConnectionToUse;
  /** Where its answer says which record of a set it is about; null where nobody asks. */
  readonly record: { readonly recordSetId: string; readonly idPointer: string } | null;
}

export interface MailToSend extends Claimed {
  readonly kind: 'mail';
  readonly connection: ConnectionToUse;
  /** The address that whoever made the request has now; null where they have left. */
  readonly requesterAddress: string | null;
}

export interface MessageToSend extends Claimed {
  readonly kind: 'message';
  readonly connection: ConnectionToUse;
}

export interface NoticeToGive extends Claimed {
  readonly kind: 'notice';
}

export interface AskToMake extends Claimed {
  readonly kind: 'ask';
}

interface ConnectionToUse {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly settings: KeptSettings;
  readonly sealedSecret: string | null;
  readonly bindingDigest: string;
}

interface Claimed {
  readonly id: string;
  readonly requestId: string;
  readonly event: string;
  readonly payload: string;
  readonly wantedAt: Date;
  readonly causeId: string;
  readonly attempts: number;
  /** Of those, the ones before a person had it tried again. */
  readonly attemptsBefore: number;
  readonly requestNumber: number;
  readonly requesterId: string;
  /** What the request is now. */
  readonly requestStatus: string;
  readonly onFailure: string;
  readonly undoesId: string | null;
  /** Whether an earlier attempt may have been carried out, and nobody knows: its answer was lost, or whoever made it died. */
  readonly inDoubt: boolean;
  /** What the effect was approved for is still what the run holds, and what will be sent is what was shown. */
  readonly stillApproved: boolean;
  /** Where its connection leads by now, and led when it was approved, as far as that is recorded; null where it leads where it did. */
  readonly leadsElsewhere: { readonly name: string; readonly address: string; readonly before: string | null } | null;
  /** Records of other systems that the signatures behind it were bound to, as they were seen. */
  readonly records: readonly PinnedRecord[] | null;
  /** Fingerprints, by record, that somebody accepted in place of what was seen. */
  readonly acceptedRecords: Readonly<Record<string, string>> | null;
}

export interface PinnedRecord {
  readonly id: string;
  readonly stepId: string;
  readonly path: string;
  readonly fields: readonly string[];
  readonly content: Readonly<Record<string, unknown>>;
  readonly fingerprint: string;
  /** Whether it would be read where it was read before somebody signed. */
  readonly isSameConnection: boolean;
  readonly isPaused: boolean;
  readonly connection: ConnectionToUse;
}

export type ClaimOutcome = { readonly kind: 'claimed'; readonly effect: ClaimedEffect } | { readonly kind: 'done' } | { readonly kind: 'busy'; readonly forMs: number } | { readonly kind: 'early'; readonly forMs: number } | { readonly kind: 'held'; readonly by: string };

interface EffectStateRow {
  readonly state: string;
  readonly connectionId: string | null;
  readonly leaseMs: number | null;
  readonly waitMs: number | null;
  /** Whether what it undoes is being carried out at this moment. */
  readonly undoneIsRunning: boolean;
  /** Null for an effect without an endpoint. */
  readonly endpointState: string | null;
  /** What was wanted of the request before and is not done, where this one waits for that: by its step, or since its connection is called in order. */
  readonly before: string | null;
  /** The same, of what is undone: what came later is undone first. */
  readonly after: string | null;
  readonly perSecond: number | null;
  readonly callMs: number;
}

/** An effect whose turn comes after another looks again after so long: sooner where that one is under way than where it waits for a person. */
const turnMs = 1_000;
const stuckMs = 30_000;
const leaseMarginMs = 2_000;

// The row is locked by the claim and its state re-read under the lock: a second delivery of the job finds it taken, done, or too early.
const lock = {
  name: 'effects.lock',
  text: `select e.state, e.connection_id as "connectionId",
         (extract(epoch from e.lease_until - now()) * 1000)::int as "leaseMs",
         (extract(epoch from e.next_attempt_at - now()) * 1000)::int as "waitMs",
         exists (select 1 from app.effects o where o.tenant_id = $1 and o.id = e.undoes_id and o.state = 'running') as "undoneIsRunning",
         (select w.state from app.webhook_endpoints w where w.tenant_id = $1 and w.id = e.endpoint_id) as "endpointState",
         (c.settings#>>'{limits,perSecond}')::int as "perSecond",
         coalesce((c.settings#>>'{limits,connectMs}')::int + (c.settings#>>'{limits,headersMs}')::int + (c.settings#>>'{limits,bodyMs}')::int, 0) as "callMs",
         case when e.waits_for_previous or c.settings->>'order' = 'request' then (select o.state ${FROM_BEFORE}) end as before,
         (select a.state ${FROM_AFTER}) as after
    from app.effects e left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id where e.tenant_id = $1 and e.id = $2 for update of e`,
};
const claim = {
  name: 'effects.claim',
  text: `update app.effects set state = 'running', lease_until = now() + $3 * interval '1 millisecond', in_doubt = in_doubt or state = 'running', attempts = attempts + 1, next_attempt_at = null where tenant_id = $1 and id = $2`,
};
const load = {
  name: 'effects.load',
  text: `select e.id, e.kind, e.request_id as "requestId", e.event, e.payload, e.in_doubt as "inDoubt", e.on_failure as "onFailure", e.undoes_id as "undoesId", e.wanted_at as "wantedAt", e.cause_id as "causeId", e.attempts, e.attempts_before as "attemptsBefore", q.number::int as "requestNumber", q.requester_id as "requesterId", run.state->>'status' as "requestStatus",
         case when e.kind = 'mail' then (select m.email from app.members m where m.tenant_id = $1 and m.id = q.requester_id and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now())) end as "requesterAddress",
         case when w.id is not null then jsonb_build_object('id', w.id, 'name', w.name, 'url', w.url, 'sealedSecrets', coalesce((
           select jsonb_agg(jsonb_build_object('id', s.id, 'sealed', encode(s.sealed_secret, 'base64')) order by s.created_at desc, s.id desc) from app.webhook_secrets s where s.tenant_id = $1 and s.endpoint_id = w.id and (s.valid_until is null or s.valid_until > now())),
           jsonb_build_array(jsonb_build_object('id', w.id, 'sealed', encode(w.sealed_secret, 'base64'))))) end as endpoint,
         case when c.id is not null then jsonb_build_object('id', c.id, 'name', c.name, 'baseUrl', c.base_url, 'settings', c.settings, 'sealedSecret', encode(c.sealed_secret, 'base64'), 'bindingDigest', c.binding_digest) end as connection,
         case when e.record_set_id is not null then jsonb_build_object('recordSetId', e.record_set_id, 'idPointer', e.record_pointer) end as record,
         (case when e.undoes_id is null then run.state->>'status' in ('approved', 'open', 'needs_approver') and run.state->'effectStepIds' ? e.step_id else run.state->>'status' in ('reversed', 'rejected') end
           and run.state->>'revisionDigest' = e.revision_digest and encode(sha256(convert_to(e.payload, 'UTF8')), 'hex') = e.payload_digest
           and e.binding_digest is not distinct from c.binding_digest) as "stillApproved",
         case when e.binding_digest is distinct from c.binding_digest then jsonb_build_object('name', c.name, 'address', c.base_url, 'before', (select app.read_canonical(a.canonical, '{before,baseUrl}') from app.audit_entries a
           where a.tenant_id = $1 and a.subject_id = c.id::text and a.action = 'connection.updated' and a.at >= e.wanted_at order by a.id limit 1)) end as "leadsElsewhere",
         e.accepted_records as "acceptedRecords",
         (select jsonb_agg(jsonb_build_object('id', o.id, 'stepId', o.step_id, 'path', o.path, 'fields', o.fields, 'content', o.content, 'fingerprint', o.fingerprint, 'isSameConnection', o.binding_digest is not distinct from n.binding_digest, 'isPaused', n.paused_at is not null,
             'connection', jsonb_build_object('id', n.id, 'name', n.name, 'baseUrl', n.base_url, 'settings', n.settings, 'sealedSecret', encode(n.sealed_secret, 'base64'), 'bindingDigest', n.binding_digest)) order by o.id)
            from (select distinct on (k.step_id, d.member_id) d.id from app.decisions d join app.tasks k on k.tenant_id = $1 and k.id = d.task_id
                   where d.tenant_id = $1 and d.request_id = e.request_id and d.verdict = 'approve' and d.revoked_at is null and e.undoes_id is null
                     and exists (select 1 from jsonb_array_elements(run.state->'signatures') as s (signature) where s.signature->>'stepId' = k.step_id and s.signature->>'memberId' = d.member_id::text)
                   order by k.step_id, d.member_id, d.decided_at desc) signed
            join app.decision_records p on p.tenant_id = $1 and p.decision_id = signed.id
            join app.outside_records o on o.tenant_id = $1 and o.id = p.record_id
            join app.connections n on n.tenant_id = $1 and n.id = o.connection_id) as records
    from app.effects e
    join app.requests q on q.tenant_id = $1 and q.id = e.request_id
    join app.runs run on run.tenant_id = $1 and run.id = e.run_id
    left join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id
    left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id
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
const renew = {
  name: 'effects.renew',
  text: `update app.effects set lease_until = now() + $4 * interval '1 millisecond' where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running' returning id`,
};
// Fenced: only who holds the attempt may say how it ended; a worker whose lease ran out and was taken over changes nothing.
const settle = {
  name: 'effects.settle',
  text: `update app.effects set state = $4, lease_until = null, next_attempt_at = $5, last_problem = $6, ended_at = $7, in_doubt = $8, seen_records = $9
          where tenant_id = $1 and id = $2 and attempts = $3 and state = 'running' returning id`,
};
const insertAttempt = {
  name: 'effects.insert_attempt',
  text: `insert into app.delivery_attempts (tenant_id, delivery_id, number, started_at, duration_ms, status, problem)
         select $1, d.id, $3, $4, $5, $6, $7 from app.webhook_deliveries d where d.tenant_id = $1 and d.effect_id = $2
         on conflict (tenant_id, delivery_id, number) do nothing`,
};

const insertCall = {
  name: 'effects.insert_call',
  text: `insert into app.effect_attempts (tenant_id, effect_id, number, started_at, duration_ms, asked, status, problem, request, reply, drift) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict (tenant_id, effect_id, number) do nothing`,
};

// What waited for it by name, or for its turn among those of the request: the first of them, whose turn it may be now.
const findNext = {
  name: 'effects.next_after',
  text: `select e.id from app.effects d join app.effects e on e.tenant_id = $1 and e.request_id = d.request_id and e.state = 'wanted' and e.id <> d.id
          where d.tenant_id = $1 and d.id = $2 and (e.after_id = d.id or (d.undoes_id is null and e.undoes_id is null and e.id > d.id and (e.waits_for_previous or e.connection_id = d.connection_id)))
          order by e.wanted_at, e.id limit 1`,
};

const findCompensation = {
  name: 'effects.compensation_of',
  text: `select run.state#>>'{compensation,state}' as state from app.effects e join app.runs run on run.tenant_id = $1 and run.id = e.run_id where e.tenant_id = $1 and e.id = $2`,
};

const FROM_REPAIRERS = fromHoldersOf('effect.repair');
// Nobody is told of another one before they have read of one that waits still.
const listUntoldRepairers = {
  name: 'effects.untold_repairers',
  text: `select m.id from app.members m
          where m.tenant_id = $1 and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now()) and m.id = any (array(select mr.member_id ${FROM_REPAIRERS}))
            and not exists (select 1 from app.notifications n join app.effects e on e.tenant_id = $1 and e.id = n.effect_id
                             where n.tenant_id = $1 and n.member_id = m.id and n.read_at is null and n.kind = 'effect_stopped' and e.state in ${STOPPED})`,
};

export interface Settlement {
  readonly effectId: string;
  readonly attempt: number;
  readonly state: 'succeeded' | 'wanted' | 'failed' | 'unknown' | 'parked' | 'asked';
  readonly inDoubt: boolean;
  /** Fingerprints, by record, of what is not as it was signed. */
  readonly seenRecords: Readonly<Record<string, string>> | null;
  readonly startedAt: Date;
  readonly durationMs: number;
  readonly status: number | null;
  readonly problem: string | null;
  /** What was asked of a connection, and what it said; null for a webhook. */
  readonly call: { readonly asked: 'call' | 'look_up' | 'mail' | 'notice' | 'ask'; readonly request: unknown; readonly reply: unknown; readonly drift: readonly string[] | null } | null;
  readonly nextAttemptAt: Date | null;
  readonly endedAt: Date | null;
}

/** Carrying effects out: whose turn it is, who holds them, and how it ended. */
export class EffectRunRepository {
  constructor(
    private readonly sql: Sql,
    private readonly gates: ConnectionGateRepository,
  ) {}

  /** Takes the effect for one attempt; says why not otherwise. Null for an effect that is not here. */
  async claim(effectId: string, leaseMs: number): Promise<ClaimOutcome | null> {
    const row = (await this.sql.rows<EffectStateRow>(lock, [effectId]))[0];
    if (!row) return null;
    if (row.state === 'running' && row.leaseMs !== null && row.leaseMs > 0) return { kind: 'busy', forMs: row.leaseMs };
    if (row.state === 'wanted' && row.waitMs !== null && row.waitMs > 0) return { kind: 'early', forMs: row.waitMs };
    if (row.state !== 'wanted' && row.state !== 'running') return { kind: 'done' };
    if (row.endpointState !== null && row.endpointState !== 'active') return { kind: 'held', by: row.endpointState };
    if (row.undoneIsRunning) return { kind: 'early', forMs: turnMs };
    const first = row.before ?? row.after;
    if (first !== null) return { kind: 'early', forMs: first === 'wanted' || first === 'running' ? turnMs : stuckMs };
    // The lease outlives the longest call: who holds it is never overtaken while it waits for an answer.
    const heldMs = Math.max(leaseMs, row.callMs + leaseMarginMs);
    if (row.connectionId !== null) {
      const gate = await this.gates.pass(row.connectionId, { perSecond: row.perSecond, probeMs: heldMs });
      if (!gate.open) return { kind: 'early', forMs: gate.forMs };
    }
    await this.sql.rows(claim, [effectId, heldMs]);
    const effect = (await this.sql.rows<ClaimedEffect>(load, [effectId]))[0];
    if (!effect) throw new Error('an effect that was just locked is there');
    return { kind: 'claimed', effect };
  }

  async openDelivery(delivery: { id: string; effectId: string; requestId: string; endpointId: string; event: string; at: Date }): Promise<void> {
    await this.sql.rows(insertDelivery, [delivery.id, delivery.effectId, delivery.requestId, delivery.endpointId, delivery.event, delivery.at]);
    await this.sql.rows(setDelivery, [delivery.effectId, 'sending', null, null]);
  }

  /** Holds it for so much longer; false where somebody else has taken it over meanwhile, and nothing may be sent any more. */
  async renew(effectId: string, attempt: number, forMs: number): Promise<boolean> {
    return (await this.sql.rows(renew, [effectId, attempt, forMs])).length > 0;
  }

  /** Records how an attempt ended; false where somebody else has taken the effect over meanwhile. */
  async settle(s: Settlement): Promise<boolean> {
    const held = await this.sql.rows(settle, [s.effectId, s.attempt, s.state, s.nextAttemptAt, s.problem, s.endedAt, s.inDoubt, s.seenRecords === null ? null : JSON.stringify(s.seenRecords)]);
    if (held.length === 0) return false;
    if (s.call !== null) {
      const { asked, request, reply, drift } = s.call;
      await this.sql.rows(insertCall, [s.effectId, s.attempt, s.startedAt, s.durationMs, asked, s.status, s.problem, JSON.stringify(request), reply === null ? null : JSON.stringify(reply), drift === null ? null : JSON.stringify(drift)]);
      return true;
    }
    await this.sql.rows(insertAttempt, [s.effectId, s.attempt, s.startedAt, s.durationMs, s.status, s.problem]);
    const delivery = s.state === 'succeeded' ? 'delivered' : s.state === 'wanted' ? 'pending' : 'failed';
    await this.sql.rows(setDelivery, [s.effectId, delivery, s.nextAttemptAt, s.state === 'succeeded' ? s.endedAt : null]);
    return true;
  }

  /** Whether what the effect's run has done is undone, as of now; null where it is not. To be asked after the effect has ended: whoever undoes holds it before. */
  async findCompensation(effectId: string): Promise<string | null> {
    return (await this.sql.rows<{ state: string | null }>(findCompensation, [effectId]))[0]?.state ?? null;
  }

  /** Members who may repair effects, and have not been told, without having read it, of one that waits still. */
  async listUntoldRepairers(): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(listUntoldRepairers)).map(({ id }) => id);
  }

  /** What was to wait for this one, where a machine carries it out. */
  async findNext(effectId: string): Promise<string | null> {
    return (await this.sql.rows<{ id: string }>(findNext, [effectId]))[0]?.id ?? null;
  }
}
