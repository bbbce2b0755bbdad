import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Data only: outlines of the versions that there are, and the states of runs in the shape that several open tasks and signatures that
 * carry over need. Everything is taken from the versions and the facts, which stay as they are; folding the facts gives the same state.
 */
export class CarryRunsOver1795200020001 implements MigrationInterface {
  readonly name = 'CarryRunsOver1795200020001';

  async up(queryRunner: QueryRunner): Promise<void> {
    const tenants = (await queryRunner.query('select distinct tenant_id as id from entry.memberships')) as { id: string }[];
    for (const { id } of tenants) {
      await queryRunner.query('select app.enter_tenant($1)', [id]);
      await queryRunner.query(outlines, [id]);
      await queryRunner.query(states, [id]);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

const outlines = `
  update app.workflow_versions w
     set outline = (
       select jsonb_agg(jsonb_build_object(
                'id', s.step->'id', 'name', s.step->'name', 'kind', s.step->'kind', 'groupIds', '[]'::jsonb, 'managers', false,
                'roleIds', case when s.step#>>'{approvers,unit}' = 'any' then s.step#>'{approvers,roleIds}' else '[]'::jsonb end,
                'unitRoleIds', case when s.step#>>'{approvers,unit}' = 'requester' then s.step#>'{approvers,roleIds}' else '[]'::jsonb end,
                'memberIds', coalesce(s.step#>'{approvers,memberIds}', '[]'::jsonb),
                'endpointIds', case when s.step->>'kind' = 'effect' then jsonb_build_array(s.step#>'{effect,endpointId}') else '[]'::jsonb end) order by s.place)
         from jsonb_array_elements(w.definition->'steps') with ordinality as s (step, place))
   where w.tenant_id = $1 and w.outline is null`;

// A round began with the start or the last material revision: what was signed since then counts.
const states = `
  with facts as (
    select f.run_id, f.seq, f.fact, coalesce((select max(b.seq) from app.facts b where b.tenant_id = $1 and b.run_id = f.run_id
             and (b.fact->>'kind' = 'run_started' or (b.fact->>'kind' = 'revised' and b.fact->'material' = 'true'))), 0) as round
      from app.facts f where f.tenant_id = $1
  ), told as (
    select x.run_id,
           coalesce(jsonb_agg(jsonb_build_object('stepId', x.fact->'stepId', 'memberId', x.fact->'memberId', 'number', x.fact->'number', 'revision', x.fact->'revision', 'revisionDigest', x.fact->'revisionDigest', 'at', x.fact->'at') order by x.seq)
             filter (where x.seq > x.round and x.fact->>'kind' = 'decided' and x.fact->>'verdict' = 'approve'), '[]') as signatures,
           (jsonb_agg(jsonb_build_object('stepId', x.fact->'stepId', 'memberId', x.fact->'memberId', 'number', x.fact->'number', 'verdict', x.fact->'verdict', 'at', x.fact->'at') order by x.seq desc)
             filter (where x.seq > x.round and x.fact->>'kind' = 'decided' and x.fact->>'verdict' <> 'approve'))->0 as refused,
           coalesce(jsonb_agg(x.fact->'stepId' order by x.seq) filter (where x.fact->>'kind' = 'effect_wanted'), '[]') as effects,
           (jsonb_agg(x.fact->'stepId' order by x.seq desc) filter (where x.fact->>'kind' = 'approver_missing'))->0 as missing
      from facts x group by x.run_id
  )
  update app.runs r
     set state = (r.state - 'openTask' - 'currentStepId') || jsonb_build_object(
           'openTasks', case when jsonb_typeof(r.state->'openTask') = 'object'
                             then jsonb_build_array(((r.state->'openTask') - 'approvedBy') || jsonb_build_object('revision', (
                                    select x.fact->'revision' from facts x where x.run_id = r.id and x.fact->>'kind' in ('run_started', 'revised')
                                       and x.seq < (select o.seq from facts o where o.run_id = r.id and o.fact->>'kind' = 'task_opened' and o.fact->'number' = r.state#>'{openTask,number}')
                                     order by x.seq desc limit 1)))
                             else '[]'::jsonb end,
           'stoppedStepIds', case when r.state->>'status' = 'needs_approver' then jsonb_build_array(told.missing) else '[]'::jsonb end,
           'waits', '[]'::jsonb, 'branches', '[]'::jsonb, 'signatures', told.signatures, 'refusedBy', coalesce(told.refused, 'null'::jsonb), 'effectStepIds', told.effects)
    from told
   where r.tenant_id = $1 and told.run_id = r.id and r.state ? 'openTask'`;
