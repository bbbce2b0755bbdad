import { reviseRequest, withdrawRequest } from '@countersign/contracts/requests';
import { addFlow, approvalBy, compareStoredRun, newCompany, openTestApi, payEffect, type Company, type TestApi } from '@countersign/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CarryRunsOver1795200020001 } from '#migrations/1795200020001-carry-runs-over.js';

let api: TestApi;
const PATIENCE_MS = 120_000;
const small = { title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } };

/** Requests in every status there was before: approved with its effect, rejected, returned, revised in the middle, withdrawn, stopped, waiting for one of two. */
async function makeRuns(company: Company): Promise<void> {
  const { requester: by, budgetOwner, finance } = company;
  const submit = async () => (await company.submit()).id;
  const [approved, rejected, returned, revised, withdrawn] = [await submit(), await submit(), await submit(), await submit(), await submit()];
  for (const id of [approved, rejected, revised]) await company.decide(budgetOwner, id, 'approve');
  await company.decide(finance, approved, 'approve');
  await company.decide(finance, rejected, 'reject', 'Not this year.');
  await company.decide(budgetOwner, returned, 'request_changes', 'How many?');
  await by.call(reviseRequest, { params: { requestId: revised }, body: { content: { ...small, title: 'Ten chairs' } } });
  await by.call(withdrawRequest, { params: { requestId: withdrawn }, body: {} });
  await company.addRole('Nobody yet', ['task.decide']);
  await (await addFlow(company, 'Stops', [approvalBy(company, 'Nobody yet')])).submit(small);
  const bothOf = await addFlow(company, 'Two of two', [approvalBy(company, 'Budget owner', { quorum: 2 }), payEffect(company)]);
  await company.join('Second owner', ['Budget owner']);
  await company.decide(budgetOwner, (await bothOf.submit(small)).id, 'approve');
}

// As the release before kept them: one open task with its signatures in it, and the step at which the run stood.
const asBefore = `
  update app.runs r set state = (r.state - 'openTasks' - 'stoppedStepIds' - 'waits' - 'branches' - 'signatures' - 'refusedBy' - 'effectStepIds') || jsonb_build_object(
    'currentStepId', coalesce(r.state#>'{openTasks,0,stepId}', r.state#>'{stoppedStepIds,0}', r.state#>'{refusedBy,stepId}', 'null'),
    'openTask', case when r.state->'openTasks' = '[]' then 'null'::jsonb
                     else (r.state#>'{openTasks,0}') - 'revision' || jsonb_build_object('approvedBy', coalesce((select jsonb_agg(s->'memberId') from jsonb_array_elements(r.state->'signatures') s where s->'stepId' = r.state#>'{openTasks,0,stepId}'), '[]')) end)`;

beforeAll(async () => {
  api = await openTestApi();
  for (const name of ['Acme', 'Borealis']) await makeRuns(await newCompany(api, name));
}, PATIENCE_MS);
afterAll(() => api.close());

it('runs of the release before are what their facts say, in every company; and carrying them over twice changes nothing (row:B1 row:L1)', async () => {
  const { database } = api;
  const outlines = await database.look('select outline from app.workflow_versions order by tenant_id, workflow_id, version');
  await database.look(asBefore);
  await database.look('alter table app.workflow_versions alter column outline drop not null');
  await database.look('update app.workflow_versions set outline = null');
  const migration = new CarryRunsOver1795200020001();
  const runner = { query: (sql: string, values?: unknown[]) => database.look(sql, values) } as never;
  await migration.up(runner);
  const ids = await database.look<{ id: string }>('select request_id as id from app.runs order by tenant_id, id');
  expect(ids).toHaveLength(14);
  for (const { id } of ids) {
    const { kept, told } = await compareStoredRun(database, id);
    expect(kept).toEqual(told);
  }
  expect(await database.look('select outline from app.workflow_versions order by tenant_id, workflow_id, version')).toEqual(outlines);
  const states = () => database.look('select state from app.runs order by tenant_id, id');
  const after = await states();
  await migration.up(runner);
  expect(await states()).toEqual(after);
}, PATIENCE_MS);
