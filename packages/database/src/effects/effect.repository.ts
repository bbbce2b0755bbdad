import type { Sql } from '../platform/sql.js';
import { ASKED_NAMES } from './ask.repository.js';

/** States of an effect that goes on only when somebody has decided; the index of those that wait for somebody says the same. */
export const STOPPED = "('failed', 'unknown', 'parked')";
/** Whom an effect `e` told, the first five by name; null where it told nobody. */
export const TOLD_NAMES = `case when e.kind = 'notice' then (select array_to_string((array_agg(p.name order by p.name, p.id))[1:5], ', ') || case when count(*) > 5 then format(' and %s more', count(*) - 5) else '' end
           from app.notifications k join app.members p on p.tenant_id = $1 and p.id = k.member_id where k.tenant_id = $1 and k.effect_id = e.id and k.kind = 'notice') end`;
/** What an effect `e`, through a connection `c`, comes after: what was wanted of its request before and is not done, where its step or its connection says that it waits. */
export const FROM_BEFORE = `from app.effects o
           where o.tenant_id = $1 and o.request_id = e.request_id and o.undoes_id is null and e.undoes_id is null
             and ((o.connection_id = c.id and c.settings->>'order' = 'request' and o.state in ('wanted', 'running', 'failed', 'unknown', 'parked'))
               or (e.waits_for_previous and (o.state in ('wanted', 'running', 'asked') or (o.state in ${STOPPED} and o.on_failure <> 'continue'))))
             and (o.wanted_at < e.wanted_at or (o.wanted_at = e.wanted_at and o.id < e.id)) order by o.wanted_at, o.id limit 1`;
/** The same of what is undone: what came later is undone first. */
export const FROM_AFTER = `from app.effects a where a.tenant_id = $1 and a.id = e.after_id and a.state not in ('succeeded', 'resolved', 'skipped')`;
/** The step that an effect `e` waits for; null where it waits for none. */
export const WAITS_FOR = `case when e.state = 'wanted' then coalesce((select a.step_name ${FROM_AFTER}), (select o.step_name ${FROM_BEFORE})) end`;

const lockAll = {
  name: 'effects.lock_of_request',
  text: `select e.id, e.step_id as "stepId", e.step_name as "stepName", e.kind, e.state, e.attempts, e.event, coalesce(w.name, c.name, ${ASKED_NAMES}) as target
           from app.effects e left join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id
          where e.tenant_id = $1 and e.request_id = $2 and e.undoes_id is null order by e.wanted_at, e.id for update of e`,
};
const findAll = { name: 'effects.of_request', text: lockAll.text.replace(' for update of e', '') };
const cancel = { name: 'effects.cancel', text: "update app.effects set state = 'cancelled', ended_at = $3 where tenant_id = $1 and id = any ($2::uuid[]) and state = 'wanted' and attempts = 0" };
const insertUndoing = {
  name: 'effects.insert_undoing',
  text: `insert into app.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, endpoint_id, connection_id, binding_digest, event, payload, payload_digest, revision_digest, state, last_problem, wanted_at, cause_id, undoes_id, after_id)
         select $1, x.id, $2, $3, x."stepId", x."stepName", x.kind, x."endpointId", x."connectionId", x."bindingDigest", x.event, x.payload, x."payloadDigest", $4, x.state, x."lastProblem", $5, x."causeId", x."undoesId", x."afterId"
           from jsonb_to_recordset($6::jsonb) as x (id uuid, "stepId" text, "stepName" text, kind text, "endpointId" uuid, "connectionId" uuid, "bindingDigest" text, event text, payload text, "payloadDigest" text, state text, "lastProblem" text, "causeId" uuid, "undoesId" uuid, "afterId" uuid)`,
};
const lockOne = {
  name: 'effects.lock_with_request',
  text: `select e.id, e.request_id as "requestId", e.step_name as "stepName", e.kind, e.state, e.on_failure as "onFailure", e.undoes_id as "undoesId", e.cause_id as "causeId", q.number::int as "requestNumber", run.state->>'status' as "requestStatus"
           from app.effects e join app.requests q on q.tenant_id = $1 and q.id = e.request_id join app.runs run on run.tenant_id = $1 and run.id = e.run_id where e.tenant_id = $1 and e.id = $2 for update of e`,
};
const resolve = { name: 'effects.resolve', text: "update app.effects set state = 'resolved', resolved_by = $3, resolution = $4, ended_at = $5 where tenant_id = $1 and id = $2" };
const fail = { name: 'effects.fail', text: "update app.effects set state = 'failed', last_problem = $3, ended_at = $4 where tenant_id = $1 and id = $2" };
const callOff = { name: 'effects.call_off', text: "update app.effects set state = 'called_off', last_problem = $3, ended_at = $4 where tenant_id = $1 and id = any ($2::uuid[]) and state = 'asked'" };

/** An effect as it is looked at before it is undone. */
export interface DoneEffect {
  readonly id: string;
  readonly stepId: string;
  readonly stepName: string;
  readonly kind: string;
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
  readonly kind: 'webhook' | 'http' | 'mail' | 'message' | 'notice' | 'ask' | 'person';
  readonly endpointId: string | null;
  readonly connectionId: string | null;
  readonly bindingDigest: string | null;
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
  /** What the request is now. */
  readonly requestStatus: string;
  readonly stepName: string;
  readonly kind: string;
  readonly onFailure: string;
  readonly state: string;
  readonly undoesId: string | null;
  readonly causeId: string;
}

/** What a request wanted to be carried out, looked at as a whole, undone, and said to be done by a person. */
export class EffectRepository {
  constructor(private readonly sql: Sql) {}

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

  async lockToResolve(effectId: string): Promise<EffectToResolve | null> {
    return (await this.sql.rows<EffectToResolve>(lockOne, [effectId]))[0] ?? null;
  }

  async resolve(effectId: string, by: { readonly memberId: string; readonly resolution: string; readonly at: Date }): Promise<void> {
    await this.sql.rows(resolve, [effectId, by.memberId, by.resolution, by.at]);
  }
  /** Whoever was to do it says that it could not be done. */
  async fail(effectId: string, problem: string, at: Date): Promise<void> {
    await this.sql.rows(fail, [effectId, problem, at]);
  }

  /** Nobody is asked to do these any more. */
  async callOff(effectIds: readonly string[], problem: string, at: Date): Promise<void> {
    if (effectIds.length > 0) await this.sql.rows(callOff, [effectIds, problem, at]);
  }
}
