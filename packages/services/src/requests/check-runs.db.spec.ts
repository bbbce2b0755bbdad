import { listAuditEntries } from '@countersign/contracts/audit';
import { reviseRequest, withdrawRequest } from '@countersign/contracts/requests';
import { addFlow, approvalBy, copyTestDatabase, newCompany, openTestApi, openTestWorker, payEffect, type Company, type TestApi, type TestDatabase, type TestWorker } from '@countersign/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

let api: TestApi;
let companies: readonly [Company, Company];
let database: TestDatabase;
let worker: TestWorker;
const PATIENCE_MS = 120_000;

/** Requests that went every way there is: approved, rejected, returned and revised, withdrawn, stopped, waiting for one of two. */
async function makeHistory(company: Company): Promise<void> {
  const { requester: by, budgetOwner, finance } = company;
  const small = { title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } };
  const approved = await company.submit();
  await company.decide(budgetOwner, approved.id, 'approve', 'Needed on the stage.');
  await company.decide(finance, approved.id, 'approve');
  const rejected = await company.submit();
  await company.decide(budgetOwner, rejected.id, 'approve');
  await company.decide(finance, rejected.id, 'reject', 'Not this year.');
  const returned = await company.submit(small);
  await company.decide(budgetOwner, returned.id, 'request_changes', 'How many?');
  await by.call(reviseRequest, { params: { requestId: returned.id }, body: { content: { ...small, title: 'Ten chairs' } } });
  await company.decide(budgetOwner, returned.id, 'approve');
  const { id: requestId } = await company.submit(small);
  await by.call(withdrawRequest, { params: { requestId }, body: {} });
  await company.addRole('Nobody yet', ['task.decide']);
  const stopping = await addFlow(company, 'Stops', [approvalBy(company, 'Nobody yet')]);
  await stopping.submit(small);
  const bothOf = await addFlow(company, 'Two of two', [approvalBy(company, 'Budget owner', { quorum: 2 }), payEffect(company)]);
  await company.join('Second owner', ['Budget owner']);
  const half = await bothOf.submit(small);
  await company.decide(budgetOwner, half.id, 'approve');
}

beforeAll(async () => {
  api = await openTestApi();
  companies = [await newCompany(api, 'Acme'), await newCompany(api, 'Borealis')];
  for (const company of companies) await makeHistory(company);
}, PATIENCE_MS);
afterAll(() => api.close());
beforeEach(async () => {
  database = await copyTestDatabase(api.database);
  worker = await openTestWorker(database);
});
afterEach(async () => {
  await worker.close();
  await database.drop();
});

interface Run {
  readonly tenantId: string;
  readonly runId: string;
  readonly requestId: string;
  readonly requestNumber: number;
}
/** The run of Borealis that is in this status. */
async function runOf(status: string): Promise<Run> {
  const [run] = await database.look<Run>(
    `select r.tenant_id as "tenantId", r.id as "runId", q.id as "requestId", q.number::int as "requestNumber" from app.runs r join app.requests q using (tenant_id)
       join app.tenants t using (tenant_id) where q.id = r.request_id and t.name = 'Borealis' and q.status = $1 order by q.number limit 1`,
    [status],
  );
  if (!run) throw new Error(`no run of Borealis is ${status}`);
  return run;
}
const entries = () => database.look<{ tenantId: string; subjectId: string; canonical: string }>(`select tenant_id as "tenantId", subject_id as "subjectId", convert_from(canonical, 'UTF8') as canonical from app.audit_entries where action = 'run.difference_found' order by id`);

describe('every run of every company, folded again from its facts (row:B1)', () => {
  it('gives what is kept, whatever way its request went', async () => {
    const [kept] = await database.look<{ runs: number; facts: number }>('select (select count(*)::int from app.runs) as runs, (select count(*)::int from app.facts) as facts');
    const statuses = await database.look<{ status: string }>('select distinct status from app.requests order by status');
    expect(statuses.map(({ status }) => status)).toEqual(['approved', 'needs_approver', 'open', 'rejected', 'withdrawn']);
    expect(kept?.runs).toBe(12);
    expect(await worker.checkRuns(true)).toEqual({ tenants: 2, runs: kept?.runs, facts: kept?.facts, differences: 0, found: [] });
    expect(await entries()).toEqual([]);
  });

  it('is looked at in more pages than one', async () => {
    const { tenantId, runId } = await runOf('withdrawn');
    const more = 450;
    await database.look(
      `with made as (select gen_random_uuid() as request, gen_random_uuid() as run, n from generate_series(1, ${more}) n),
            q as (insert into app.requests select (x).* from (select jsonb_populate_record(q, jsonb_build_object('id', m.request, 'number', 1000 + m.n)) as x from made m, app.requests q, app.runs r where r.id = $1 and q.id = r.request_id and q.tenant_id = r.tenant_id) y returning id),
            r as (insert into app.runs select (x).* from (select jsonb_populate_record(r, jsonb_build_object('id', m.run, 'request_id', m.request)) as x from made m, app.runs r where r.id = $1) y returning id)
       insert into app.facts select f.tenant_id, m.run, f.seq, f.at, f.fact from made m, app.facts f where f.run_id = $1`,
      [runId],
    );
    await database.look(`update app.runs set fact_count = fact_count + 1 where tenant_id = $1 and id in (select max(id::text)::uuid from app.runs where tenant_id = $1)`, [tenantId]);
    const { runs, differences, found } = await worker.checkRuns(false);
    expect([runs, differences]).toEqual([12 + more, 1]);
    expect(found).toMatchObject([{ tenantId, pointer: '/factCount' }]);
  });
});

describe('a run that is not what its facts say (row:B1 row:F1)', () => {
  const changes: readonly [string, string, string, object][] = [
    ['whose state was changed', 'needs_approver', `update app.runs set state = jsonb_set(state, '{status}', '"approved"') where id = $1`, { pointer: '/state/status', kept: 'string', told: 'string' }],
    ['that lost a fact', 'approved', 'delete from app.facts where run_id = $1 and seq = 3', { pointer: '/facts/3', kept: 'missing', told: 'object' }],
    ['that lost its last fact', 'rejected', 'delete from app.facts where run_id = $1 and seq = (select fact_count from app.runs where id = $1)', { pointer: '/factCount', kept: 'number', told: 'number' }],
    ['whose fact was changed', 'open', `update app.facts set fact = jsonb_set(fact, '{quorum}', '1') where run_id = $1 and fact->>'kind' = 'task_opened'`, { pointer: '/state/openTasks/0/quorum', kept: 'number', told: 'number' }],
    ['that is pinned to a version of other steps', 'withdrawn', `update app.workflow_versions v set outline = replace(outline::text, '"budget"', '"other"')::jsonb from app.runs r where r.id = $1 and v.tenant_id = r.tenant_id and v.workflow_id = r.workflow_id`, { pointer: '/facts/2/stepId', kept: 'string', told: 'missing' }],
  ];
  it.each(changes)('%s is found, and told to its own company alone, by place and kind, with no word of its content', async (_, status, sql, difference) => {
    const run = await runOf(status);
    await database.look(sql, [run.runId]);
    const { found } = await worker.checkRuns(true);
    const [mine] = found.filter(({ runId }) => runId === run.runId);
    expect(mine).toMatchObject({ ...run, ...difference });
    expect(found.filter(({ tenantId }) => tenantId !== run.tenantId)).toEqual([]);
    const told = await entries();
    expect(told).toHaveLength(found.length);
    expect(told.every(({ tenantId }) => tenantId === run.tenantId)).toBe(true);
    const [entry] = told.filter(({ subjectId }) => subjectId === run.requestId);
    expect(JSON.parse(entry?.canonical ?? '{}')).toMatchObject({ tenant: run.tenantId, actor: { kind: 'job', name: 'run-checks' }, channel: 'job', subject: { kind: 'request', id: run.requestId, label: `request ${run.requestNumber}` }, after: { runId: run.runId, ...difference } });
    expect(JSON.stringify([found, told])).not.toMatch(/Chairs|lighting|Needed|this year|Budget owner/);
  });

  it('is told once for as long as it stays so, and again when it has become another', async () => {
    const { runId } = await runOf('withdrawn');
    const revise = (revision: number) => database.look(`update app.runs set state = jsonb_set(state, '{revision}', $2) where id = $1`, [runId, String(revision)]);
    await revise(7);
    for (let night = 0; night < 3; night += 1) expect((await worker.checkRuns(true)).differences).toBe(1);
    expect(await entries()).toHaveLength(1);
    await revise(8);
    await worker.checkRuns(true);
    expect(await entries()).toHaveLength(2);
    await revise(1);
    expect((await worker.checkRuns(true)).differences).toBe(0);
    expect(await entries()).toHaveLength(2);
  });

  it('leaves nothing behind where it is only looked at', async () => {
    await database.look(`update app.runs set state = '{}'`);
    expect((await worker.checkRuns(false)).differences).toBe(12);
    expect(await entries()).toEqual([]);
  });
});

describe('the list of companies that the worker goes through (row:F1)', () => {
  it('is nothing that the application may ask for, and holds ids only', async () => {
    const all = "select * from entry.list_tenants('00000000-0000-0000-0000-000000000000', 10)";
    await expect(database.as('cs_app', null, all)).rejects.toThrow('permission denied');
    const ids = await database.look<{ id: string }>('select tenant_id as id from app.tenants order by 1');
    expect(await database.as('cs_worker', null, all)).toEqual(ids.map(({ id }) => ({ list_tenants: id })));
    expect(await database.as('cs_worker', null, 'select 1 as one from app.runs')).toEqual([]);
  });
});

it('a difference is read in the audit by those who may read it, in that company and in no other (row:E1 row:F1)', async () => {
  const [run, pristine] = [await runOf('rejected'), api.database];
  const before = await pristine.look<{ state: object }>('select state from app.runs where id = $1', [run.runId]);
  await pristine.look(`update app.runs set state = state || '{"taskCount": 9}' where id = $1`, [run.runId]);
  const live = await openTestWorker(pristine);
  try {
    await live.checkRuns(true);
    const [acme, borealis] = await Promise.all(companies.map(({ auditor }) => auditor.call(listAuditEntries, { query: { action: 'run.difference_found' } })));
    expect(acme?.items).toEqual([]);
    expect(borealis?.items).toMatchObject([{ actor: { kind: 'job', name: 'run-checks' }, subject: { id: run.requestId }, after: { pointer: '/state/taskCount' } }]);
  } finally {
    await live.close();
    await pristine.look('update app.runs set state = $2 where id = $1', [run.runId, JSON.stringify(before[0]?.state)]);
  }
});
