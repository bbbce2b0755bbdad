import { listAuditEntries } from '@countersign/contracts/audit';
import { createDelegation } from '@countersign/contracts/delegations';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { showMigration, showNotifications, showRequest } from '@countersign/contracts/screens';
import { getMigration, resumeMigration, stopMigration, type MigratedRunView } from '@countersign/contracts/run-migrations';
import { decideRequest } from '@countersign/contracts/tasks';
import {
  addFlow, approveFor, effectOf, lookAt, memberIdOf, migrationJobOf, migrationJobsOf, newCompany, openTestApi, openTestWorker, planOfMoves, publishNext, signedBy, startMoves,
  type Company, type RequestFlow, type TestApi, type TestWorker,
} from '@countersign/testing';
import type { Step, WorkflowDefinition } from '@countersign/engine';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

let api: TestApi;
let company: Company;
let worker: TestWorker;
const PATIENCE_MS = 120_000;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  worker = await openTestWorker(api.database);
}, PATIENCE_MS);
afterAll(async () => {
  await worker.close();
  await api.close();
});

const of = (...steps: Step[]): WorkflowDefinition => ({ formatVersion: 2, steps });
const budget = (more = {}) => signedBy(company, 'Budget owner', { id: 'budget', name: 'Budget', ...more });
const finance = (more = {}) => signedBy(company, 'Finance', { id: 'finance', name: 'Finance', ...more });
const place = () => ({ company, worker, database: api.database });
let flows = 0;
/** A type of its own, whose requests ask budget and then finance. */
const newFlow = (...steps: Step[]): Promise<RequestFlow> => addFlow(company, `Moved ${(flows += 1)}`, of(...(steps.length > 0 ? steps : [budget(), finance()])));
const versionOf = async (requestId: string) => (await company.admin.call(getRequest, { params: { requestId } })).workflow.version;
const planned = async (migrationId: string): Promise<MigratedRunView[]> => (await company.admin.call(showMigration, { query: { migrationId, limit: '100' } })).data.runs.items;
const outcomeOf = async (migrationId: string, requestId: string) => (await planned(migrationId)).find(({ request }) => request?.id === requestId)?.outcome;
const differences = async () => (await worker.checkRuns(false)).found;
const applied = async (id: string) => worker.runMigration(await migrationJobOf(api.database, id));

/** What of a request can change when it moves. */
const kept = (requestId: string) =>
  api.database.look(
    `select run.workflow_version, run.state, run.fact_count, q.status, q.updated_at, (select count(*)::int from app.facts f where f.run_id = run.id) as facts,
            (select count(*)::int from app.tasks t where t.request_id = q.id) as tasks, (select count(*)::int from app.notifications n where n.request_id = q.id) as told
       from app.runs run join app.requests q on q.id = run.request_id where q.id = $1`,
    [requestId],
  );

describe('a plan to move requests (row:B2)', () => {
  it('says of each what stays, what is voided and why, and what cannot move, by asking the engine; and changes nothing of any', async () => {
    const flow = await newFlow(budget({ quorum: 2, due: { hours: 48 } }), finance());
    const second = await company.join('Second owner', ['Budget owner']);
    const [open, half, passed, returned] = [await flow.submit(), await flow.submit(), await flow.submit(), await flow.submit()];
    await company.decide(company.budgetOwner, half.id, 'approve');
    await company.decide(company.budgetOwner, passed.id, 'approve');
    await company.decide(second, passed.id, 'approve');
    await company.decide(company.budgetOwner, returned.id, 'request_changes', 'How many?');
    await publishNext(company, flow.workflowId, of(budget({ quorum: 2, due: { hours: 4 } }), finance({ stepUp: true }), signedBy(company, 'Finance', { id: 'third', name: 'Third' })));
    const ids = [open.id, half.id, passed.id, returned.id];
    const before = await Promise.all(ids.map(kept));
    const plan = await planOfMoves(place(), flow.workflowId);
    expect(plan).toMatchObject({ state: 'planned', fromVersion: 1, toVersion: 2, planned: { unchanged: 3, voids: 0, ends: 0, stays: 1 }, progress: { waiting: 3, moved: 0, changed: 0 } });
    const rows = new Map((await planned(plan.id)).map((row) => [row.request?.id, row]));
    expect(rows.get(half.id)).toMatchObject({
      verdict: 'unchanged', outcome: 'waiting', voids: [], asks: [], statusAfter: 'open',
      keeps: { signatures: [{ stepId: 'budget', stepName: 'Budget', member: { name: 'Budget owner of Acme' }, onBehalfOf: null }], quorums: [{ stepId: 'budget', signed: 1, quorum: 2 }], clocks: [{ stepId: 'budget', kind: 'due' }] },
    });
    expect(rows.get(half.id)?.sentences.join(' ')).toMatch(/^The signature of Budget owner of Acme as Budget stands\. Budget has 1 of 2 signatures then\. Budget stays due \d{4}-/);
    expect(rows.get(passed.id)).toMatchObject({ verdict: 'unchanged', keeps: { quorums: [{ stepId: 'finance', signed: 0, quorum: 1 }] }, asks: [{ stepId: 'finance' }] });
    expect(rows.get(returned.id)).toMatchObject({ verdict: 'stays', outcome: 'stays', cannot: { code: 'cannot_move', sentence: 'It was returned to its requester. It can be moved once it is resubmitted.' } });
    expect(await Promise.all(ids.map(kept))).toEqual(before);
  }, PATIENCE_MS);

  it('names whose signature is voided by which rule, for whom it was given, and what moving would approve and carry out', async () => {
    const flow = await newFlow();
    const away = await company.join('Away', ['Budget owner']);
    const delegate = await company.join('Here instead', ['Finance']);
    await away.call(createDelegation, { body: { startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 86_400_000).toISOString(), delegateId: await memberIdOf(company, delegate) } });
    const [voided, forAnother] = [await flow.submit(), await flow.submit()];
    await company.decide(company.budgetOwner, voided.id, 'approve');
    await approveFor(delegate, forAnother.id);
    await publishNext(company, flow.workflowId, of(budget({ quorum: 1 }), effectOf(company, 'pay', 'nothing')));
    const ends = await planOfMoves(place(), flow.workflowId);
    expect(ends.planned).toEqual({ unchanged: 0, voids: 0, ends: 2, stays: 0 });
    expect((await planned(ends.id)).find(({ request }) => request?.id === forAnother.id)).toMatchObject({ verdict: 'ends', statusAfter: 'approved', effects: [{ stepId: 'pay', event: 'pay.wanted', target: 'Accounting' }], keeps: { signatures: [{ member: { name: 'Here instead' }, onBehalfOf: { name: 'Away' } }] } });
    await publishNext(company, flow.workflowId, of(budget({ stepUp: true }), finance()));
    const again = await planOfMoves(place(), flow.workflowId);
    expect(again).toMatchObject({ toVersion: 3, planned: { unchanged: 0, voids: 2, ends: 0, stays: 0 } });
    expect((await planned(again.id)).find(({ request }) => request?.id === voided.id)).toMatchObject({
      verdict: 'voids', voids: [{ stepId: 'budget', member: { name: 'Budget owner of Acme' }, why: 'rules_changed', rules: ['stepUp'] }],
      sentences: ['The signature of Budget owner of Acme as Budget counts no more: the step asks for another proof of who signs there.', 'Budget is asked then.'],
    });
    expect(await company.admin.call(getMigration, { params: { migrationId: ends.id } })).toMatchObject({ state: 'replaced' });
  }, PATIENCE_MS);

  it('names the step at which a request stops, and counts those that do', async () => {
    const flow = await newFlow();
    const { id } = await flow.submit();
    const roleId = await company.addRole(`Nobody ${flows}`, ['task.decide']);
    const money = signedBy(company, 'Finance', { id: 'money', name: 'Money', approvers: { anyOf: [{ kind: 'role', roleId }] } });
    await company.join('Second in finance', ['Finance']);
    await publishNext(company, flow.workflowId, of({ id: 'both', kind: 'parallel', name: 'Both', join: 'all', branches: [{ id: 'one', steps: [signedBy(company, 'Finance', { id: 'safety', name: 'Safety', quorum: 2 })] }, { id: 'two', steps: [money] }] }));
    const plan = await planOfMoves(place(), flow.workflowId);
    const { data } = await company.admin.call(showMigration, { query: { migrationId: plan.id } });
    expect(data.runs.items.find(({ request }) => request?.id === id)).toMatchObject({ statusAfter: 'needs_approver', sentences: ['Safety is asked then.', 'Safety has 0 of 2 signatures then.', 'It stops at Money, since nobody could sign there.'] });
    expect(data.statement).toMatch(/: 1 that stops, since nobody could sign there\./);
  }, PATIENCE_MS);

  it('is the same, by its digest, however often it is worked out, and another one once a request differs', async () => {
    const flow = await newFlow();
    const { id } = await flow.submit();
    await publishNext(company, flow.workflowId, of(budget(), finance(), signedBy(company, 'Finance', { id: 'third' })));
    const [first, second] = [await planOfMoves(place(), flow.workflowId), await planOfMoves(place(), flow.workflowId)];
    expect(second.planDigest).toBe(first.planDigest);
    await company.decide(company.budgetOwner, id, 'approve');
    expect((await planOfMoves(place(), flow.workflowId)).planDigest).not.toBe(first.planDigest);
  }, PATIENCE_MS);

  it('says nothing of a request to whoever may not see it, but its number', async () => {
    const flow = await newFlow();
    const { number } = await flow.submit();
    await publishNext(company, flow.workflowId, of(budget(), signedBy(company, 'Finance', { id: 'other' })));
    const { id: migrationId } = await planOfMoves(place(), flow.workflowId);
    await company.addRole(`Publisher ${flows}`, ['workflow.publish']);
    const publisher = await company.join('Publisher', [`Publisher ${flows}`]);
    const { data } = await publisher.call(showMigration, { query: { migrationId } });
    expect(data.runs.items).toMatchObject([{ request: null, requestNumber: number, sentences: ['You may not see this request.'], voids: [], keeps: { signatures: [] } }]);
  }, PATIENCE_MS);
});

describe('moving requests (row:B2)', () => {
  it('does to each what the plan said, records versions, reason and cause, tells those whom it concerns; and the facts give the state', async () => {
    const flow = await newFlow();
    const [plain, signed] = [await flow.submit(), await flow.submit()];
    await company.decide(company.budgetOwner, signed.id, 'approve');
    await publishNext(company, flow.workflowId, of(signedBy(company, 'Finance', { id: 'first', name: 'First' }), budget({ requesterMaySign: true })));
    const plan = await planOfMoves(place(), flow.workflowId);
    await startMoves(place(), plan);
    expect(await applied(plan.id)).toBe('done');
    expect(await company.admin.call(getMigration, { params: { migrationId: plan.id } })).toMatchObject({ state: 'done', progress: { waiting: 0, moved: 2, changed: 0 } });
    expect([await versionOf(plain.id), await versionOf(signed.id)]).toEqual([2, 2]);
    const started = (await company.admin.call(listAuditEntries, { query: { action: 'workflow.migration_started', subjectId: flow.workflowId } })).items[0];
    const [moved] = (await company.admin.call(listAuditEntries, { query: { action: 'request.moved', subjectId: signed.id } })).items;
    expect(moved).toMatchObject({ actor: { kind: 'job', name: 'run-migrations' }, reason: 'The new rules hold for everybody.', before: { workflowVersion: '1' }, after: { workflowVersion: '2', voided: [{ stepId: 'budget', why: 'rules_changed' }] } });
    const [kept] = await api.database.look<{ cause: string }>("select convert_from(canonical, 'UTF8')::jsonb->>'cause' as cause from app.audit_entries where id = $1", [moved?.id]);
    expect(kept?.cause).toBe(started?.id);
    const told = async (person: Company['admin'], requestId: string) => (await person.call(showNotifications, { query: {} })).data.rows.filter(({ request, kind }) => request.id === requestId && kind === 'moved').length;
    expect([await told(company.budgetOwner, signed.id), await told(company.requester, signed.id), await told(company.requester, plain.id)]).toEqual([1, 1, 0]);
    const { data } = await company.admin.call(showRequest, { query: { requestId: signed.id } });
    expect(data.timeline.find(({ kind }) => kind === 'migrated')).toMatchObject({ what: 'moved it from version 1 to version 2 of the workflow', note: 'The new rules hold for everybody. What Budget owner of Acme signed as Budget counts no more.' });
    expect(data.timeline.map(({ what }) => what)).toContain('Finance was asked');
    expect(await company.decide(company.finance, signed.id, 'approve')).toMatchObject({ requestStatus: 'open' });
    expect(await company.decide(company.budgetOwner, signed.id, 'approve')).toMatchObject({ requestStatus: 'approved' });
    expect(await differences()).toEqual([]);
  }, PATIENCE_MS);

  it('lets what happened before be told by the names that steps had then', async () => {
    const flow = await newFlow();
    const { id } = await flow.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    await publishNext(company, flow.workflowId, of(budget({ name: 'First look' }), finance({ name: 'Last look' })));
    const plan = await planOfMoves(place(), flow.workflowId);
    await startMoves(place(), plan);
    expect(await applied(plan.id)).toBe('done');
    await company.decide(company.finance, id, 'approve');
    const { timeline, flow: steps } = (await company.admin.call(showRequest, { query: { requestId: id } })).data;
    const told = timeline.map(({ what }) => what);
    expect(told.filter((what) => what.includes('approved version'))).toEqual(['approved version 1 as Budget', 'approved version 1 as Last look']);
    expect(told).toContain('Finance was asked');
    expect(steps.map(({ name }) => name)).toEqual(['First look', 'Last look']);
  }, PATIENCE_MS);

  it('leaves alone a request that would fare otherwise than the plan said, and lists it', async () => {
    const flow = await newFlow();
    const [decided, revised, ended, still] = [await flow.submit(), await flow.submit(), await flow.submit(), await flow.submit()];
    await publishNext(company, flow.workflowId, of(budget(), finance({ quorum: 1, stepUp: true })));
    const plan = await planOfMoves(place(), flow.workflowId);
    await company.decide(company.budgetOwner, decided.id, 'approve');
    await company.requester.call(reviseRequest, { params: { requestId: revised.id }, body: { content: { title: 'Others', amount: { amount: '90.00', currency: 'EUR' } } } });
    await company.decide(company.budgetOwner, ended.id, 'request_changes', 'No.');
    await startMoves(place(), plan);
    const before = await Promise.all([decided.id, revised.id, ended.id].map(kept));
    expect(await applied(plan.id)).toBe('done');
    expect(await Promise.all([decided.id, revised.id, ended.id].map(kept))).toEqual(before);
    expect([await versionOf(still.id), await versionOf(decided.id)]).toEqual([2, 1]);
    const { data } = await company.admin.call(showMigration, { query: { migrationId: plan.id, group: 'changed' } });
    expect(data.runs.items.map(({ request, outcome }) => [request?.id, outcome]).sort()).toEqual([decided.id, revised.id, ended.id].map((id) => [id, 'changed']).sort());
    expect(data.migration.progress).toEqual({ waiting: 0, moved: 1, changed: 3 });
  }, PATIENCE_MS);

  it('is done once by two deliveries at once, and goes on where a worker was killed', async () => {
    const flow = await newFlow();
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push((await flow.submit()).id);
    await publishNext(company, flow.workflowId, of(budget(), finance(), signedBy(company, 'Finance', { id: 'third' })));
    const plan = await planOfMoves(place(), flow.workflowId);
    await startMoves(place(), plan);
    const job = await migrationJobOf(api.database, plan.id);
    // Killed in the middle: nothing after the request at hand was done, and nothing said that it was over.
    const killed = new AbortController();
    let looks = 0;
    const dying = { get aborted() { return killed.signal.aborted; }, throwIfAborted() { looks += 1; if (looks > 2) killed.abort(); killed.signal.throwIfAborted(); } } as unknown as AbortSignal;
    await expect(worker.runMigration(job, { signal: dying })).rejects.toThrow();
    expect((await company.admin.call(getMigration, { params: { migrationId: plan.id } })).progress).toEqual({ waiting: 4, moved: 2, changed: 0 });
    const other = await openTestWorker(api.database);
    expect((await Promise.all([worker.runMigration(job), other.runMigration(job)])).sort()).toEqual(['done', 'nothing_to_do']);
    await other.close();
    expect(await worker.runMigration(job)).toBe('nothing_to_do');
    const moves = await api.database.look<{ moves: number }>("select count(*)::int as moves from app.facts f join app.runs r on r.id = f.run_id where r.request_id = any ($1::uuid[]) and f.fact->>'kind' = 'migrated' group by r.id", [ids]);
    expect(moves.map((row) => row.moves)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await differences()).toEqual([]);
  }, PATIENCE_MS);

  it('and a decision at the same moment: the one or the other comes first, and nothing is recorded on what was not shown', async () => {
    const flow = await newFlow();
    const ids: string[] = [];
    for (let count = 0; count < 8; count += 1) ids.push((await flow.submit()).id);
    await publishNext(company, flow.workflowId, of(budget({ boundTo: ['title'] }), finance()));
    const plan = await planOfMoves(place(), flow.workflowId);
    const shown = [];
    for (const id of ids) shown.push(await lookAt(company.budgetOwner, id));
    await startMoves(place(), plan);
    const [, ...answers] = await Promise.all([applied(plan.id), ...shown.map(({ params, body }) => company.budgetOwner.call(decideRequest, { params, body }).then(() => 'decided', (error: unknown) => (error as { code?: string }).code ?? String(error)))]);
    for (const [index, id] of ids.entries()) {
      const outcome = await outcomeOf(plan.id, id);
      // Decided first: it is not as the plan showed it. Moved first: the task that was shown is closed, since the step asks otherwise now.
      expect([outcome, answers[index]]).toEqual(outcome === 'moved' ? ['moved', expect.stringMatching(/^(task_closed|consequences_changed)$/)] : ['changed', 'decided']);
    }
    expect(await differences()).toEqual([]);
  }, PATIENCE_MS);

  it('stops at once, goes on from there, and does nothing while it is stopped', async () => {
    const flow = await newFlow();
    const ids = [(await flow.submit()).id, (await flow.submit()).id, (await flow.submit()).id];
    await publishNext(company, flow.workflowId, of(budget(), finance(), signedBy(company, 'Finance', { id: 'third' })));
    const plan = await planOfMoves(place(), flow.workflowId);
    await startMoves(place(), plan);
    const params = { migrationId: plan.id };
    const job = await migrationJobOf(api.database, plan.id);
    let looks = 0;
    const stopping = { throwIfAborted: () => { looks += 1; if (looks === 2) throw new Error('killed'); } } as unknown as AbortSignal;
    await expect(worker.runMigration(job, { signal: stopping })).rejects.toThrow('killed');
    expect(await company.admin.call(stopMigration, { params })).toMatchObject({ state: 'stopped', progress: { waiting: 2, moved: 1 } });
    expect(await worker.runMigration(job)).toBe('nothing_to_do');
    expect((await Promise.all(ids.map(versionOf))).filter((version) => version === 2)).toHaveLength(1);
    await company.admin.call(resumeMigration, { params });
    expect(await migrationJobsOf(api.database, plan.id)).toHaveLength(3);
    expect(await applied(plan.id)).toBe('done');
    expect(await Promise.all(ids.map(versionOf))).toEqual([2, 2, 2]);
  }, PATIENCE_MS);

  it('lets one that cannot be moved keep no other from it, and comes back for it', async () => {
    const flow = await newFlow();
    const [broken, whole] = [await flow.submit(), await flow.submit()];
    await publishNext(company, flow.workflowId, of(budget(), finance(), signedBy(company, 'Finance', { id: 'third' })));
    const plan = await planOfMoves(place(), flow.workflowId);
    await startMoves(place(), plan);
    await api.database.look('update app.runs set fact_count = fact_count - 1 where request_id = $1', [broken.id]);
    const problems: string[] = [];
    const job = await migrationJobOf(api.database, plan.id);
    await expect(worker.runMigration(job, { onProblem: (_error, requestId) => problems.push(requestId) })).rejects.toThrow();
    expect([problems, await versionOf(broken.id), await versionOf(whole.id)]).toEqual([[broken.id], 1, 2]);
    await api.database.look('update app.runs set fact_count = fact_count + 1 where request_id = $1', [broken.id]);
    expect([await worker.runMigration(job), await versionOf(broken.id)]).toEqual(['done', 2]);
  }, PATIENCE_MS);

  it('does nothing in another company, whatever a job says (row:F1)', async () => {
    const flow = await newFlow();
    const { id } = await flow.submit();
    await publishNext(company, flow.workflowId, of(budget(), finance(), signedBy(company, 'Finance', { id: 'third' })));
    const plan = await planOfMoves(place(), flow.workflowId);
    await startMoves(place(), plan);
    const other = await newCompany(api, 'Borealis');
    const [tenant] = await api.database.look<{ tenantId: string }>('select tenant_id as "tenantId" from app.workflows where id = $1', [other.workflowId]);
    const before = await kept(id);
    expect(await worker.runMigration({ tenantId: tenant?.tenantId ?? '', migrationId: plan.id })).toBe('nothing_to_do');
    expect(await kept(id)).toEqual(before);
  }, PATIENCE_MS);
});
