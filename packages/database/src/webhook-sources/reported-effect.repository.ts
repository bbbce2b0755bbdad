import type { Sql } from '../platform/sql.js';

/** A call that another system says something of. */
export interface ReportedEffect {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly stepName: string;
  readonly onFailure: string;
  /** Whether its outcome is not known, and nobody is carrying it out. */
  readonly isOpen: boolean;
}

const lock = {
  name: 'reported_effects.lock',
  text: `select e.id, e.kind, e.state, e.request_id as "requestId", q.number::int as "requestNumber", e.step_name as "stepName", e.on_failure as "onFailure",
                e.state = 'unknown' or (e.state = 'wanted' and e.in_doubt) or (e.state = 'running' and e.lease_until <= now()) as "isOpen"
           from app.effects e join app.requests q on q.tenant_id = $1 and q.id = e.request_id where e.tenant_id = $1 and e.id = $2 for update of e`,
};
const end = {
  name: 'reported_effects.end',
  text: 'update app.effects set state = $3, last_problem = $4, ended_at = $5, in_doubt = false, lease_until = null, next_attempt_at = null where tenant_id = $1 and id = $2',
};

/** Effects whose outcome comes as a message. */
export class ReportedEffectRepository {
  constructor(private readonly sql: Sql) {}

  async lock(id: string): Promise<ReportedEffect | null> {
    return (await this.sql.rows<ReportedEffect>(lock, [id]))[0] ?? null;
  }

  /** Whoever was carrying it out, and is not done in time, changes nothing any more. */
  async end(id: string, ending: { readonly state: 'succeeded' | 'failed'; readonly problem: string | null; readonly at: Date }): Promise<void> {
    await this.sql.rows(end, [id, ending.state, ending.problem, ending.at]);
  }
}
