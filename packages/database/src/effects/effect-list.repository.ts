import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { ASKED_NAMES } from './ask.repository.js';
import { STOPPED, TOLD_NAMES, WAITS_FOR } from './effect.repository.js';

export interface EffectListRow {
  readonly id: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly requestTitle: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly kind: string;
  readonly event: string;
  readonly target: string;
  /** What an ask is about; null of anything else. */
  readonly asks: string | null;
  /** The step that it waits for, or null. */
  readonly waitsFor: string | null;
  readonly state: string;
  readonly undoesId: string | null;
  readonly resolution: string | null;
  readonly attempts: number;
  /** Attempts that were made before a person had it tried again. */
  readonly attemptsBefore: number;
  /** How many are made of a call before a person has to look; null where the connection does not say. */
  readonly callsMax: number | null;
  readonly connectionId: string | null;
  readonly nextAttemptAt: Date | null;
  readonly lastProblem: string | null;
  readonly wantedAt: Date;
  readonly endedAt: Date | null;
}

/** An effect with everything that is known of it. */
export interface EffectFile extends EffectListRow {
  readonly payload: string;
  readonly inDoubt: boolean;
  /** Whether a record that was signed with says something else by now. */
  readonly recordDiffers: boolean;
  /** What a decision about it rests on besides its state: what was seen of records, and where the connection leads. */
  readonly seenRecords: Readonly<Record<string, string>> | null;
  readonly connectionDigest: string | null;
  readonly connection: { readonly attemptsMax: number; readonly honoured: boolean; readonly isLookedUp: boolean; readonly isAsApproved: boolean } | null;
  readonly calls: readonly AttemptRow[];
  readonly run: RunStanding;
}

/** How the run of an effect stands, as far as undoing what it has done depends on it. */
export interface RunStanding {
  readonly status: string;
  /** Whether what it has done is undone, or being undone. */
  readonly isUndone: boolean;
  /** Whether it wants this effect, and has not let it go. */
  readonly isWanted: boolean;
  /** Whether one of its effects waits for a person. */
  readonly isStopped: boolean;
}

export interface AttemptRow {
  readonly number: number;
  readonly asked: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly status: number | null;
  readonly problem: string | null;
  readonly request: Record<string, unknown> | null;
  readonly reply: Record<string, unknown> | null;
  readonly drift: readonly string[] | null;
}

const COLUMNS = `e.id, e.request_id as "requestId", q.number::int as "requestNumber", q.title as "requestTitle", e.step_id as "stepId", e.step_name as "stepName", e.kind, e.event, coalesce(w.name, c.name, ${TOLD_NAMES}, case when e.kind = 'notice' then 'Countersign' end, ${ASKED_NAMES}, '') as target, case when e.kind = 'ask' then e.payload::jsonb->>'text' end as asks, ${WAITS_FOR} as "waitsFor", e.state,
         e.undoes_id as "undoesId", e.resolution, e.attempts, e.attempts_before as "attemptsBefore", (c.settings#>>'{limits,attemptsMax}')::int as "callsMax", e.connection_id as "connectionId", e.next_attempt_at as "nextAttemptAt", e.last_problem as "lastProblem", e.wanted_at as "wantedAt", e.ended_at as "endedAt"`;
const JOINS = `join app.requests q on q.tenant_id = $1 and q.id = e.request_id
    left join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id`;
// Ids are in the order of time (UUIDv7), so that pages are stable whatever is wanted meanwhile.
const list = {
  name: 'effects.list',
  text: `select ${COLUMNS} from app.effects e ${JOINS}
          where e.tenant_id = $1 and ($2::text[] is null or e.state = any ($2::text[])) and ($3::uuid is null or e.connection_id = $3) and ($4::uuid is null or e.id < $4)
          order by e.id desc limit $5`,
};
const COUNTED = 'select count(*)::int from (select 1 from app.effects e where e.tenant_id = $1 and ($2::uuid is null or e.connection_id = $2) and e.state in';
const countGroups = {
  name: 'effects.count_groups',
  text: `select (${COUNTED} ${STOPPED} limit 1000) counted) as needs_person, (${COUNTED} ('wanted', 'running', 'compensating', 'asked') limit 1000) counted) as under_way,
         (${COUNTED} ('succeeded', 'cancelled', 'resolved', 'skipped', 'given_up', 'called_off', 'compensated') limit 1000) counted) as over,
         (${COUNTED} ('failed') limit 1000) counted) as failed, (${COUNTED} ('unknown') limit 1000) counted) as unknown, (${COUNTED} ('parked') limit 1000) counted) as parked`,
};
const find = {
  name: 'effects.find',
  text: `select ${COLUMNS}, e.payload, e.in_doubt as "inDoubt", e.seen_records is not null as "recordDiffers", e.seen_records as "seenRecords", c.binding_digest as "connectionDigest",
         case when c.id is not null then jsonb_build_object('attemptsMax', (c.settings#>>'{limits,attemptsMax}')::int, 'honoured', (c.settings#>>'{idempotency,honoured}')::boolean,
           'isLookedUp', c.settings->>'lookUpPath' is not null, 'isAsApproved', e.binding_digest = c.binding_digest) end as connection,
         coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'asked', a.asked, 'startedAt', a.started_at, 'durationMs', a.duration_ms, 'status', a.status, 'problem', a.problem, 'request', a.request, 'reply', a.reply, 'drift', a.drift) order by a.number)
                     from app.effect_attempts a where a.tenant_id = $1 and a.effect_id = e.id),
                  (select jsonb_agg(jsonb_build_object('number', a.number, 'asked', 'webhook', 'startedAt', a.started_at, 'durationMs', a.duration_ms, 'status', a.status, 'problem', a.problem, 'request', null, 'reply', null, 'drift', null) order by a.number)
                     from app.delivery_attempts a join app.webhook_deliveries d on d.tenant_id = $1 and d.id = a.delivery_id where a.tenant_id = $1 and d.effect_id = e.id), '[]') as calls,
         jsonb_build_object('status', run.state->>'status', 'isUndone', run.state ? 'compensation', 'isWanted', run.state->'effectStepIds' ? e.step_id,
           'isStopped', exists (select 1 from app.effects o where o.tenant_id = $1 and o.request_id = e.request_id and o.undoes_id is null and o.state in ${STOPPED})) as run
    from app.effects e join app.runs run on run.tenant_id = $1 and run.id = e.run_id ${JOINS} where e.tenant_id = $1 and e.id = $2`,
};
const lock = { name: 'effects.lock_to_repair', text: `${find.text} for update of e` };
const retry = {
  name: 'effects.retry',
  text: `update app.effects e set state = 'wanted', attempts_before = e.attempts, in_doubt = $3, ended_at = null, next_attempt_at = null, last_problem = null,
           accepted_records = coalesce(e.accepted_records, '{}') || coalesce(e.seen_records, '{}'), seen_records = null,
           binding_digest = (select c.binding_digest from app.connections c where c.tenant_id = $1 and c.id = e.connection_id)
          where e.tenant_id = $1 and e.id = $2`,
};
const close = { name: 'effects.close', text: 'update app.effects set state = $3, resolved_by = $4, resolution = $5, ended_at = $6 where tenant_id = $1 and id = $2' };

const statesOf = { needs_person: ['failed', 'unknown', 'parked'], under_way: ['wanted', 'running', 'compensating', 'asked'], over: ['succeeded', 'cancelled', 'resolved', 'skipped', 'given_up', 'called_off', 'compensated'] } as const;

type NeedyState = (typeof statesOf.needs_person)[number];

/** Effects as they are looked at and repaired, whatever request they are of. */
export class EffectListRepository {
  constructor(private readonly sql: Sql) {}

  async list({ group, connectionId }: { readonly group: keyof typeof statesOf | null; readonly connectionId: string | null }, { limit, after }: PageRequest): Promise<PageOf<EffectListRow>> {
    const before = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<EffectListRow>(list, [group === null ? null : statesOf[group], connectionId, before, limit + 1]), limit, (row) => row.id);
  }

  /** How many there are of each group, and of each state that needs a person, of one connection or of all; counted up to a thousand. */
  async countGroups(connectionId: string | null): Promise<{ readonly counts: Readonly<Record<keyof typeof statesOf, number>>; readonly needy: Readonly<Record<NeedyState, number>> }> {
    const [row] = await this.sql.rows<Record<keyof typeof statesOf | NeedyState, number>>(countGroups, [connectionId]);
    if (!row) throw new Error('counting always says something');
    const { failed, unknown, parked, ...counts } = row;
    return { counts, needy: { failed, unknown, parked } };
  }

  async find(id: string): Promise<EffectFile | null> {
    return (await this.sql.rows<EffectFile>(find, [id]))[0] ?? null;
  }

  async lock(id: string): Promise<EffectFile | null> {
    return (await this.sql.rows<EffectFile>(lock, [id]))[0] ?? null;
  }

  /** Wanted anew, by the connection as it is now; `inDoubt` where what was tried before still has to be asked about. */
  async retry(id: string, inDoubt: boolean): Promise<void> {
    await this.sql.rows(retry, [id, inDoubt]);
  }

  async close(id: string, state: 'resolved' | 'skipped', by: { readonly memberId: string; readonly resolution: string; readonly at: Date }): Promise<void> {
    await this.sql.rows(close, [id, state, by.memberId, by.resolution, by.at]);
  }
}
