import type { Sql } from '../platform/sql.js';
import { ASKED_NAMES } from './ask.repository.js';
import type { DoneEffect } from './effect.repository.js';

/** An effect of a run, as far as undoing what it did looks at it; `undoesId` where it undoes another. */
export interface RunEffect extends DoneEffect {
  readonly inDoubt: boolean;
  readonly onFailure: string;
  readonly undoesId: string | null;
  readonly afterId: string | null;
  readonly causeId: string;
  /** Whether a person said that it is done. */
  readonly isResolved: boolean;
}

/** What becomes of an effect when what its run has done is undone. */
export interface EffectEnd {
  readonly id: string;
  readonly state: 'given_up' | 'called_off' | 'skipped' | 'compensating' | 'compensated' | 'succeeded' | 'resolved';
  /** Why; null where what was said before stays. */
  readonly problem: string | null;
}

// Held before anything is decided: none of them begins or ends meanwhile. Whoever ends one asks, after that, whether it is waited for.
const lock = {
  name: 'compensations.lock_effects',
  text: `select e.id, e.step_id as "stepId", e.step_name as "stepName", e.kind, e.state, e.attempts, e.in_doubt as "inDoubt", e.event, coalesce(w.name, c.name, ${ASKED_NAMES}) as target, e.on_failure as "onFailure", e.undoes_id as "undoesId", e.after_id as "afterId", e.cause_id as "causeId", e.resolved_by is not null as "isResolved"
           from app.effects e left join app.webhook_endpoints w on w.tenant_id = $1 and w.id = e.endpoint_id left join app.connections c on c.tenant_id = $1 and c.id = e.connection_id
          where e.tenant_id = $1 and e.request_id = $2 order by e.wanted_at, e.id for update of e`,
};
const find = { name: 'compensations.find_effects', text: lock.text.replace(' for update of e', '') };
const end = {
  name: 'compensations.end_effects',
  text: `update app.effects e set state = x.state, last_problem = coalesce(x.problem, e.last_problem), ended_at = coalesce(e.ended_at, $3), next_attempt_at = null
           from jsonb_to_recordset($2::jsonb) as x (id uuid, state text, problem text) where e.tenant_id = $1 and e.id = x.id`,
};
const skip = { name: 'compensations.skip_effect', text: "update app.effects set state = 'skipped', resolved_by = $3, resolution = $4, ended_at = $5, in_doubt = false where tenant_id = $1 and id = $2" };

/** Undoing what a run has done, where one of its effects failed for good. */
export class CompensationRepository {
  constructor(private readonly sql: Sql) {}

  /** All effects of a request and what undoes them, the first wanted first. */
  findEffects(requestId: string): Promise<RunEffect[]> {
    return this.sql.rows<RunEffect>(find, [requestId]);
  }

  lockEffects(requestId: string): Promise<RunEffect[]> {
    return this.sql.rows<RunEffect>(lock, [requestId]);
  }

  async endEffects(ends: readonly EffectEnd[], at: Date): Promise<void> {
    if (ends.length > 0) await this.sql.rows(end, [JSON.stringify(ends), at]);
  }

  /** Somebody left it out, and has what was carried out undone. */
  async skip(effectId: string, by: { readonly memberId: string; readonly reason: string; readonly at: Date }): Promise<void> {
    await this.sql.rows(skip, [effectId, by.memberId, by.reason, by.at]);
  }
}
