import { foldFacts, readDefinition, stepsOf, type Fact, type KeptDefinition } from '@countersign/engine';
import type { TestDatabase } from './test-database.js';

/** What is kept of a request's run beside its facts; `state` is the very text of the column. */
export interface StoredRun {
  readonly state: string;
  readonly factCount: number;
  readonly status: string;
  readonly revision: number;
  /** Numbers of the tasks that are open. */
  readonly openTasks: readonly number[];
  readonly decisions: number;
  /** Steps whose effect is wanted, in alphabetical order. */
  readonly effects: readonly string[];
  /** Steps that its facts name and the version that it is pinned to does not have. */
  readonly strangeSteps: readonly string[];
}

const ONE_RUN = `
  select run.state::text as state, run.fact_count as "factCount", request.status, request.revision, version.definition,
         (select jsonb_agg(f.fact order by f.seq) from app.facts f where f.tenant_id = run.tenant_id and f.run_id = run.id) as facts,
         array(select t.number from app.tasks t where t.tenant_id = run.tenant_id and t.run_id = run.id and t.status = 'open') as "openTasks",
         (select count(*)::int from app.decisions d where d.tenant_id = run.tenant_id and d.request_id = run.request_id) as decisions,
         array(select e.step_id from app.effects e where e.tenant_id = run.tenant_id and e.run_id = run.id order by e.step_id) as effects
    from app.runs run
    join app.requests request on request.tenant_id = run.tenant_id and request.id = run.request_id
    join app.workflow_versions version on version.tenant_id = run.tenant_id and version.workflow_id = run.workflow_id and version.version = run.workflow_version
   where run.request_id = $1`;

interface Row extends Omit<StoredRun, 'strangeSteps'> {
  readonly definition: KeptDefinition;
  readonly facts: readonly Fact[];
}

/** What is kept of a run, and what should be, by its facts alone: the two are equal. */
export async function compareStoredRun(database: TestDatabase, requestId: string): Promise<{ kept: StoredRun; told: StoredRun }> {
  const [row] = await database.look<Row>(ONE_RUN, [requestId]);
  if (!row) throw new Error(`there is no run of request ${requestId}`);
  const { definition, facts, ...kept } = row;
  const folded = foldFacts(facts);
  const [written] = await database.look<{ state: string }>('select $1::jsonb::text as state', [JSON.stringify(folded)]);
  const stepIds = new Set(stepsOf(readDefinition(definition).steps).map(({ id }) => id));
  return {
    kept: { ...kept, strangeSteps: [...new Set(facts.flatMap((fact) => ('stepId' in fact && !stepIds.has(fact.stepId) ? [fact.stepId] : [])))] },
    told: {
      state: written?.state ?? '',
      factCount: facts.length,
      status: folded.status,
      revision: folded.revision,
      openTasks: folded.openTasks.map(({ number }) => number),
      decisions: facts.filter(({ kind }) => kind === 'decided').length,
      effects: facts.flatMap((fact) => (fact.kind === 'effect_wanted' ? [fact.stepId] : [])).toSorted(),
      strangeSteps: [],
    },
  };
}
