import type { Fact, RunState } from '@countersign/engine';
import type { Sql } from '../platform/sql.js';

/** What is kept of a run, beside all that its state should follow from. */
export interface RunWithFacts {
  readonly runId: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly state: RunState;
  readonly factCount: number;
  /** In order. They are numbered from 1 without a gap, where nothing is wrong. */
  readonly facts: readonly { readonly seq: number; readonly fact: Fact }[];
  /** The version that it is pinned to. */
  readonly workflowVersion: number;
  /** Steps of that version, and of those that it was moved from. */
  readonly stepIds: readonly string[];
}

const page = {
  name: 'requests.page_run_facts',
  text: `select r.id as "runId", q.id as "requestId", q.number::int as "requestNumber", r.state, r.fact_count as "factCount",
                coalesce((select jsonb_agg(jsonb_build_object('seq', f.seq, 'fact', f.fact) order by f.seq) from app.facts f where f.tenant_id = $1 and f.run_id = r.id), '[]') as facts,
                r.workflow_version as "workflowVersion",
                array(select distinct s.value->>'id' from app.workflow_versions v cross join lateral jsonb_array_elements(v.outline) s
                       where v.tenant_id = $1 and v.workflow_id = r.workflow_id
                         and (v.version = r.workflow_version
                              or v.version = any (array(select (f.fact->>'fromVersion')::int from app.facts f where f.tenant_id = $1 and f.run_id = r.id and f.fact->>'kind' = 'migrated')))) as "stepIds"
           from app.runs r
           join app.requests q on q.tenant_id = $1 and q.id = r.request_id
          where r.tenant_id = $1 and r.id > $2
          order by r.id limit $3`,
};

/** Reads runs together with their facts. */
export class RunFactsRepository {
  constructor(private readonly sql: Sql) {}

  /** The runs after this one, in the order of their ids. */
  list(afterRunId: string, limit: number): Promise<RunWithFacts[]> {
    return this.sql.rows<RunWithFacts>(page, [afterRunId, limit]);
  }
}
