import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import { listRequests, getRequest } from '@countersign/contracts/requests';
import { showInbox } from '@countersign/contracts/screens';
import { assignMemberRoles } from '@countersign/contracts/members';
import { listTasks } from '@countersign/contracts/tasks';
import { newCompany, openTestApi, sendRaw, type Company, type Person, type TestApi } from '@countersign/testing';
import { memberIdOf } from '@countersign/testing/authorization';

let api: TestApi;
let company: Company;
/** By who they are to the request; each holds one role, or the roles named. */
let people: Readonly<Record<'requester' | 'colleague' | 'budgetOwner' | 'finance' | 'approver' | 'auditor' | 'admin' | 'powerless' | 'neighbour', Person>>;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
  const neighbour = (await newCompany(api, 'Borealis')).admin;
  const { requester, budgetOwner, finance, auditor } = company;
  const [colleague, approver, admin, powerless] = [await company.join('Colleague', ['requester']), await company.join('Approver', ['approver']), await company.join('Admin', ['admin']), await company.join('Powerless', [])];
  people = { requester, colleague, budgetOwner, finance, approver, auditor, admin, powerless, neighbour };
}, 120_000);
afterAll(() => api.close());

type Who = keyof typeof people;
const canary = () => `Canary ${crypto.randomUUID()}`;
const submit = (title: string) => company.submit({ title, amount: { amount: '12400.00', currency: 'EUR' } });

/** Every read there is, with the id of the request wherever one is taken: whether its title comes back in any of them. */
async function readsOf(person: Person, requestId: string, taskId: string, title: string): Promise<{ shown: string[]; opened: number }> {
  const shown: string[] = [];
  for (const operation of allOperations.values()) {
    if (operation.method !== 'GET') continue;
    const query = { listTasks: { assignee: 'me' }, previewDecision: { verdict: 'approve' }, showRequest: { requestId } }[operation.name];
    const answer = await sendRaw(api.baseUrl, operation, { params: { requestId, taskId }, ...(query && { query }) }, { by: person });
    if (answer.text.includes(title)) shown.push(operation.name);
  }
  return { shown, opened: (await sendRaw(api.baseUrl, getRequest, { params: { requestId } }, { by: person })).status };
}

async function taskOf(requestId: string): Promise<string> {
  const [task] = await api.database.look<{ id: string }>("select id from app.tasks where request_id = $1 and status = 'open'", [requestId]);
  return task?.id ?? '';
}

async function seenBy(requestId: string, title: string): Promise<Partial<Record<Who, string[]>>> {
  const taskId = await taskOf(requestId);
  const seen: Partial<Record<Who, string[]>> = {};
  for (const [who, person] of Object.entries(people) as [Who, Person][]) {
    const { shown, opened } = await readsOf(person, requestId, taskId, title);
    expect([who, opened]).toEqual([who, shown.includes('getRequest') ? 200 : person === people.powerless ? 403 : 404]);
    if (shown.length > 0) seen[who] = shown.sort();
  }
  return seen;
}

const asRequester = ['getRequest', 'listRequests', 'showInbox', 'showRequest', 'showRequests'];
/** Whoever made it is told of what was decided. */
const asTold = ['getRequest', 'listRequests', 'showInbox', 'showNotifications', 'showRequest', 'showRequests'];
const asReader = ['getRequest', 'listRequests', 'showRequest', 'showRequests'];
const asOverseer = ['getRequest', 'listEffects', 'listRequests', 'showRequest', 'showRequests'];
const asCandidate = ['getRequest', 'listRequests', 'listTasks', 'previewDecision', 'showInbox', 'showRequest', 'showRequests'];

describe('a request is seen by its requester, past and present candidates, auditors and admins, and by nobody else (row:F2 row:A1)', () => {
  it('in every read there is, as it goes from step to step', async () => {
    const title = canary();
    const { id } = await submit(title);
    const overseers = { auditor: asReader, admin: asReader };
    expect(await seenBy(id, title)).toEqual({ requester: asRequester, budgetOwner: asCandidate, ...overseers });
    await company.decide(company.budgetOwner, id, 'approve');
    expect(await seenBy(id, title)).toEqual({ requester: asTold, budgetOwner: asReader, finance: asCandidate, ...overseers });
    await company.decide(company.finance, id, 'approve');
    expect(await seenBy(id, title)).toEqual({ requester: asTold, budgetOwner: asReader, finance: asReader, auditor: asOverseer, admin: asOverseer });
  }, 120_000);

  it('a past candidate who lost the role still reads it, and decides nothing of it any more', async () => {
    const title = canary();
    const leaving = await company.join('Leaving', ['Budget owner']);
    const { id } = await submit(title);
    const taskId = await taskOf(id);
    const memberId = await memberIdOf(leaving);
    await company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: [company.roleIds.get('requester') ?? ''] } });
    const { shown, opened } = await readsOf(leaving, id, taskId, title);
    expect([opened, shown.sort()]).toEqual([200, asReader]);
  });

  it('a candidate of another step is told that the task is not theirs', async () => {
    const { id } = await submit(canary());
    await company.decide(company.budgetOwner, id, 'approve');
    const preview = await sendRaw(api.baseUrl, operationNamed('previewDecision'), { params: { taskId: await taskOf(id) }, query: { verdict: 'approve' } }, { by: company.budgetOwner });
    expect([preview.status, preview.json.code]).toEqual([403, 'not_a_candidate']);
  });
});

describe('lists and screens follow the same rules as the single request', () => {
  it('show nothing of requests to one who may decide but not read', async () => {
    await company.addRole('Blind', ['task.decide']);
    const blind = await company.join('Blind', ['Blind', 'Budget owner']);
    const title = canary();
    await submit(title);
    expect((await blind.call(listTasks, { query: { assignee: 'me' } })).items.map((task) => task.title)).toContain(title);
    await company.admin.call(assignMemberRoles, { params: { memberId: await memberIdOf(blind) }, body: { roleIds: [company.roleIds.get('Blind') ?? ''] } });
    const inbox = await blind.call(showInbox, {});
    expect(inbox.data.first).toBeNull();
    expect(inbox.data.rows).toEqual([]);
    expect(inbox.nav.inbox).toBe(0);
    expect((await blind.call(listTasks, { query: { assignee: 'me' } })).items).toEqual([]);
  });

  it('show not even their own to one who lost the right to read requests', async () => {
    const passing = await company.join('Passing', ['requester']);
    const title = canary();
    await company.submit({ title, amount: { amount: '10.00', currency: 'EUR' } }, passing);
    expect((await passing.call(showInbox, {})).data.mine.map((request) => request.title)).toEqual([title]);
    await company.admin.call(assignMemberRoles, { params: { memberId: await memberIdOf(passing) }, body: { roleIds: [] } });
    expect((await passing.call(showInbox, {})).data.mine).toEqual([]);
    await expect(passing.call(listRequests, { query: {} })).rejects.toMatchObject({ code: 'permission_denied' });
  });
});

function operationNamed(name: string) {
  const found = allOperations.get(name);
  if (!found) throw new Error(`there is no operation ${name}`);
  return found;
}
