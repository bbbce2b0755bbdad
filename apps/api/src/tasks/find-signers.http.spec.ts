import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deactivateMember } from '@countersign/contracts/members';
import { addSigner, findSigners } from '@countersign/contracts/tasks';
import { addFlow, expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, roleOf, signedBy, taskOf, type HttpWorld, type Person, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
let expert: Person;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  await company.addRole('Experts', ['request.read', 'task.decide']);
  await company.addRole('Unseeing', ['task.decide']);
  await company.addRole('Looking on', ['request.read_all']);
  expert = await company.join('Zoe Expert', ['Experts']);
  await company.join('Blind', ['Unseeing']);
  await company.join('Two roles', ['Unseeing', 'Looking on']);
  flow = await addFlow(company, 'Two of three', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'sign', name: 'Sign', onReject: 'end', quorum: 2, approvers: { anyOf: [roleOf(company, 'Finance'), roleOf(company, 'Budget owner')] } })] });
}, 120_000);
afterAll(() => world.close());

const open = async () => {
  const { id: requestId } = await flow.submit();
  return { requestId, params: { taskId: await taskOf(world.company.finance, requestId) } };
};
const find = async (params: { taskId: string }, by: Person, search?: string) => by.call(findSigners, { params, query: search === undefined ? {} : { search } });
const namesOf = ({ items }: Awaited<ReturnType<typeof find>>) => items.map(({ name }) => name);

holdsItsContract({ operation: findSigners, world: () => world, ready: async () => ({ by: world.company.admin, input: { params: (await open()).params, query: { search: 'Zoe' } } }) });

describe('200', () => {
  it('gives exactly who may decide and see what they decide, besides whoever made the request; who is asked, or has signed, comes last and is said to be (row:A8 row:A10 row:F1)', async () => {
    const { company } = world;
    const { requestId, params } = await open();
    const found = await find(params, company.admin);
    expect(found).toEqual({
      items: ['Admin of Acme', 'Two roles', 'Zoe Expert', 'Budget owner of Acme', 'Finance of Acme'].map((name, index) => ({ memberId: expect.any(String), name, unit: null, isAsked: index > 2 })),
      more: false,
    });
    await company.decide(company.finance, requestId, 'approve');
    await company.admin.call(addSigner, { params, body: { memberId: await memberIdOf(company, expert), reason: 'Knows the supplier.' } });
    const later = await find(params, company.admin);
    expect(later.items.map(({ name, isAsked }) => [name, isAsked])).toEqual([['Admin of Acme', false], ['Two roles', false], ['Budget owner of Acme', true], ['Finance of Acme', true], ['Zoe Expert', true]]);
  });

  it('finds by the beginning of any word of a name, whatever its capitals, and never by a pattern (row:J3)', async () => {
    const { company } = world;
    const { params } = await open();
    expect(namesOf(await find(params, company.admin, ' EXP '))).toEqual(['Zoe Expert']);
    for (const nothing of ['xpert', '%', '_', "'", '\\', '.*', 'Employee']) expect(namesOf(await find(params, company.admin, nothing))).toEqual([]);
  });

  it('gives nobody who was removed, and an approver the same for what waits for them (row:A8)', async () => {
    const { company } = world;
    const { params } = await open();
    const gone = await company.join('Soon gone', ['Experts']);
    expect(namesOf(await find(params, company.finance, 'soon'))).toEqual(['Soon gone']);
    await company.admin.call(deactivateMember, { params: { memberId: await memberIdOf(company, gone) }, body: {} });
    expect(namesOf(await find(params, company.finance, 'soon'))).toEqual([]);
  });

  it('gives the first fifty and says that there are more, those who can be asked before those who are asked (row:A8)', async () => {
    const { company, api } = world;
    const { params } = await open();
    const expertId = await memberIdOf(company, expert);
    const look = (text: string) => api.database.look(text, [expertId]);
    await look("insert into app.members (tenant_id, id, user_id, name, email) select m.tenant_id, gen_random_uuid(), gen_random_uuid(), 'Many ' || lpad(n::text, 2, '0'), 'many' || n || '@acme.example' from app.members m, generate_series(1, 60) n where m.id = $1");
    await look("insert into app.member_roles select m.tenant_id, m.id, mr.role_id from app.members m join app.member_roles mr on mr.tenant_id = m.tenant_id and mr.member_id = $1 where m.name like 'Many %' and m.tenant_id = mr.tenant_id");
    const found = await find(params, company.admin);
    expect([found.items.length, found.more, found.items.some(({ isAsked }) => isAsked)]).toEqual([50, true, false]);
    expect(namesOf(await find(params, company.admin, 'many 6'))).toEqual(['Many 60']);
    await look("delete from app.member_roles mr using app.members m where m.tenant_id = mr.tenant_id and m.id = mr.member_id and m.name like 'Many %' and $1::uuid is not null");
  });
});

describe('403, 404 and 409', () => {
  it('says nothing to who may neither ask others nor is asked, nor to another company, nor of a task that is closed (row:A8 row:F1)', async () => {
    const { company, foreigner } = world;
    const { requestId, params } = await open();
    const refused = (by: Person, code: Parameters<typeof expectRefusal>[4]) => expectRefusal(world, findSigners, { params, query: {} }, { by }, code);
    await refused(company.requester, 'permission_denied');
    await refused(company.auditor, 'permission_denied');
    await refused(expert, 'not_found');
    await refused(foreigner, 'not_found');
    for (const by of [company.finance, company.budgetOwner]) await company.decide(by, requestId, 'approve');
    await refused(company.admin, 'task_closed');
    await refused(company.finance, 'permission_denied');
  });
});
