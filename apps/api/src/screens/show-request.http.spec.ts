import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changePicture } from '@countersign/contracts/profile';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { addWorkflowVersion, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, connect, expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, setRead, signedWithRecord, taskOf, uploadPicture, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let requestId: string;
beforeAll(async () => {
  world = await openHttpWorld();
  requestId = (await world.company.submit()).id;
});
afterAll(() => world.close());

holdsItsContract({ operation: showRequest, world: () => world, ready: () => ({ by: world.company.budgetOwner, input: { query: { requestId } } }) });

describe('200', () => {
  it('draws the same request as the public API gives, with a decision block for those who are asked only (row:J1 row:A7)', async () => {
    const { budgetOwner, auditor, requester } = world.company;
    const view = await auditor.call(getRequest, { params: { requestId } });
    for (const [by, asked] of [[budgetOwner, true], [auditor, false], [requester, false]] as const) {
      const { data } = await by.call(showRequest, { query: { requestId } });
      expect(data.request).toEqual(view);
      expect(data.decision?.choices.map(({ verdict }) => verdict) ?? null).toEqual(asked ? ['approve', 'reject', 'request_changes'] : null);
    }
  });

  it('offers the requester what the server would allow, and says why not otherwise (row:A6 row:F2)', async () => {
    const { requester, auditor } = world.company;
    const offered = async (by: typeof auditor) => (await by.call(showRequest, { query: { requestId } })).data.actions.filter(({ allowed }) => allowed).map(({ id }) => id);
    expect([await offered(requester), await offered(auditor)]).toEqual([['revise', 'withdraw', 'note', 'stop_watching', 'submit_related'], ['note', 'watch']]);
  });

  it('shows field by field what has changed since this person signed (row:A4)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Stage lighting', amount: { amount: '12400.01', currency: 'EUR' } } } });
    const { data } = await company.budgetOwner.call(showRequest, { query: { requestId: id } });
    expect(data.facts.filter(({ before }) => before !== null).map(({ field, changedInRevision, material }) => [field, changedInRevision, material])).toEqual([['amount', 2, true]]);
  });
});

describe('the path that a request took', () => {
  const pathOf = async (id: string) => {
    const { flow, round } = (await world.company.auditor.call(showRequest, { query: { requestId: id } })).data;
    return { round, flow, step: (stepId: string) => flow.find((step) => step.stepId === stepId) };
  };

  it('says by its facts who signed and when, which condition was false and of which values, and what was carried out (row:A2 row:E3)', async () => {
    const { company } = world;
    const { id } = await company.submit({ title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
    const { step, round } = await pathOf(id);
    expect(round).toMatchObject({ number: 1, revision: 1 });
    const budgetOwnerId = await memberIdOf(company, company.budgetOwner);
    expect(step('budget')).toMatchObject({ state: 'done', condition: null, evaluated: null, waitsFor: [], decisions: [{ memberId: budgetOwnerId, name: 'Budget owner of Acme', verdict: 'approve', revision: 1 }] });
    expect(step('finance')).toMatchObject({
      state: 'skipped',
      condition: { source: 'decimal(request.amount.amount) >= decimal("5000")', text: 'Amount is 5,000 or more' },
      evaluated: { result: false, inputs: [{ path: 'request.amount.amount', value: '80.00' }] },
      reachedAt: expect.any(String), closedAt: null, decisions: [],
    });
    expect(step('pay')).toMatchObject({ state: 'current', reachedAt: expect.any(String) });
  });

  it('shows where a run stands as its facts say, and nothing else (row:B1)', async () => {
    const { company, api } = world;
    const { id } = await company.submit({ title: 'Large', amount: { amount: '9000.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
    const { step } = await pathOf(id);
    const [run] = await api.database.look<{ done: string[]; open: string[] }>("select state->'doneStepIds' as done, (select jsonb_agg(t->>'stepId') from jsonb_array_elements(state->'openTasks') t) as open from app.runs where request_id = $1", [id]);
    expect(run).toEqual({ done: ['budget'], open: ['finance'] });
    expect([step('budget')?.state, step('finance')?.state, step('pay')?.state]).toEqual(['done', 'current', 'ahead']);
  });

  it('draws what a step is signed by in another system, before it is read and after (row:A5)', async () => {
    const { company, api } = world;
    const { id: connectionId } = await connect(company, 'https://erp.example.com');
    const flow = await addFlow(company, 'By the vendor', { formatVersion: 2, steps: [signedWithRecord(company, 'Budget owner', connectionId)] });
    const { id } = await flow.submit();
    const record = async () => (await company.budgetOwner.call(showRequest, { query: { requestId: id } })).data.decision?.choices[0]?.record;
    expect(await record()).toMatchObject({ state: 'wanted', fields: [{ pointer: '/iban', value: '' }, { pointer: '/name', value: '' }] });
    await setRead(api.database, await taskOf(company.budgetOwner, id));
    expect(await record()).toMatchObject({ state: 'read', fields: [{ pointer: '/iban', value: '"DE00"' }, { pointer: '/name', value: '"Vendor"' }] });
  });

  it('names who can act on the open step, with their pictures, and promises nothing of those not reached', async () => {
    const { company } = world;
    const { picture } = await company.budgetOwner.call(changePicture, { body: { uploadId: await uploadPicture(world.api.baseUrl, company.budgetOwner) } });
    const { id } = await company.submit();
    const { step } = await pathOf(id);
    const memberId = await memberIdOf(company, company.budgetOwner);
    expect(step('budget')).toMatchObject({ state: 'current', closedAt: null, waitsFor: [{ memberId, name: 'Budget owner of Acme' }] });
    expect(step('finance')).toMatchObject({ state: 'ahead', foreseen: true, evaluated: null, reachedAt: null, waitsFor: [] });
    expect((await company.auditor.call(showRequest, { query: { requestId: id } })).pictures[memberId]).toEqual(picture);
  });

  it('says that a skip is not explained where its evaluation was not kept', async () => {
    const { company } = world;
    const { id } = await company.submit({ title: 'Chairs', amount: { amount: '81.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
    await world.api.database.look("delete from app.facts f using app.runs r where r.tenant_id = f.tenant_id and r.id = f.run_id and r.request_id = $1 and f.fact->>'kind' = 'condition_evaluated'", [id]);
    expect((await pathOf(id)).step('finance')).toMatchObject({ state: 'skipped', evaluated: null, reachedAt: expect.any(String) });
  });

  it('says of who is asked no more what happened: one branch sent the request back, a new version came, or it was returned (row:A3)', async () => {
    const { company } = world;
    const sign = (id: string, name: string, role: string, onReject: 'return' | { goTo: string }) => ({ id, kind: 'approval' as const, name, approvers: { anyOf: [{ kind: 'role' as const, roleId: company.roleIds.get(role) ?? '' }] }, quorum: 1, onReject });
    const flow = await addFlow(company, 'Side by side', { formatVersion: 2, steps: [
      sign('budget', 'Budget owner', 'Budget owner', 'return'),
      { id: 'both', kind: 'parallel', name: 'Both', join: 'all', branches: [{ id: 'money', steps: [sign('controller', 'Controller', 'Finance', { goTo: 'budget' })] }, { id: 'safe', steps: [sign('safety', 'Safety officer', 'Budget owner', 'return')] }] },
    ] });
    const { id } = await flow.submit();
    const said = async (stepId: string) => {
      const { request, timeline } = (await company.requester.call(showRequest, { query: { requestId: id } })).data;
      return [request.tasks.findLast((task) => task.stepId === stepId)?.setAside, timeline.findLast(({ what }) => what.endsWith('is asked no more') || what.endsWith('begins anew'))];
    };
    await company.decide(company.budgetOwner, id, 'approve');
    expect((await said('safety'))[0]).toBeNull();
    await company.decide(company.finance, id, 'reject', 'Which supplier?');
    expect(await said('safety')).toEqual(['asked no more: Controller sent the request back to Budget owner', expect.objectContaining({ what: 'Safety officer is asked no more', note: 'Controller sent the request back to Budget owner.' })]);
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Chairs', amount: { amount: '90.00', currency: 'EUR' } } } });
    const { tasks } = (await company.requester.call(showRequest, { query: { requestId: id } })).data.request;
    expect(tasks.filter(({ stepId }) => stepId === 'budget').map(({ status, setAside }) => [status, setAside])).toEqual([['approved', null], ['superseded', 'asked anew: version 2 was submitted'], ['open', null]]);
    await company.decide(company.budgetOwner, id, 'approve');
    await company.decide(company.budgetOwner, id, 'request_changes', 'A photo, please.');
    expect((await said('controller'))[0]).toBe('asked no more: Safety officer returned the request to its requester');
  });

  it('begins anew with a material change, and keeps to the version that the run is pinned to (row:A4 row:B2)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    const { admin, workflowId } = company;
    await admin.call(addWorkflowVersion, { params: { workflowId }, body: { definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] as never } } });
    await admin.call(publishWorkflowVersion, { params: { workflowId, version: '2' } });
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Stage lighting', amount: { amount: '99.00', currency: 'EUR' } } } });
    const { round, flow, step } = await pathOf(id);
    expect(round).toMatchObject({ number: 2, revision: 2 });
    expect(flow.map(({ stepId }) => stepId)).toEqual(['budget', 'finance', 'pay']);
    expect(step('budget')).toMatchObject({ state: 'current', decisions: [] });
  });
});

describe('404', () => {
  it('looks absent where it is of another company, not there, or not to be read (row:F1 row:F2)', async () => {
    const colleague = await world.company.join('Colleague', ['requester']);
    const texts = new Set<string>();
    for (const [by, id] of [[world.foreigner, requestId], [colleague, requestId], [colleague, crypto.randomUUID()]] as const) texts.add((await expectRefusal(world, showRequest, { query: { requestId: id } }, { by }, 'not_found')).text);
    expect(texts.size).toBe(1);
  });
});

describe('422', () => {
  it('needs to be told which (row:F6)', async () => {
    for (const query of [{}, { requestId: '1' }]) await expectRefusal(world, showRequest, { query }, { by: world.company.auditor }, 'invalid_input');
  });
});
