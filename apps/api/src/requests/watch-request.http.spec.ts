import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNote, getRequest, reviseRequest, watchRequest, withdrawRequest } from '@countersign/contracts/requests';
import { showInbox, showNotifications, showRequest } from '@countersign/contracts/screens';
import { previewDecision } from '@countersign/contracts/tasks';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, sendRaw, taskOf, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: watchRequest, world: () => world, ready: async () => ({ by: world.company.budgetOwner, input: { params: { requestId: (await world.company.submit()).id }, body: { watching: true } } }) });

const told = async (by: Person, requestId: string) => (await by.call(showNotifications, { query: {} })).data.rows.filter(({ request }) => request.id === requestId).map(({ did, by: who }) => `${who?.name ?? ''} ${did}`).reverse();
const watchersOf = async (requestId: string) => (await world.company.admin.call(showRequest, { query: { requestId } })).data.watchers.map(({ name }) => name);

describe('200', () => {
  it('tells watchers, and the requester without having said so, of decisions, notes, versions and the end; never of what they do themselves (row:A8 row:J4)', async () => {
    const { company } = world;
    const { id, number } = await company.submit();
    await company.auditor.call(watchRequest, { params: { requestId: id }, body: { watching: true } });
    await company.requester.call(addNote, { params: { requestId: id }, body: { text: 'Soon, please.' } });
    await company.decide(company.budgetOwner, id, 'request_changes', 'Fewer of them.');
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Stage lighting', amount: { amount: '9000.00', currency: 'EUR' } } } });
    await company.decide(company.budgetOwner, id, 'approve');
    await company.decide(company.finance, id, 'approve');
    const decided = [`Budget owner of Acme asked for changes to request ${number}`, `Budget owner of Acme approved request ${number}`, `Finance of Acme approved request ${number}. It is approved`];
    expect(await told(company.requester, id)).toEqual(decided);
    expect(await told(company.auditor, id)).toEqual([`Employee of Acme wrote a note on request ${number}`, decided[0], `Employee of Acme submitted a new version of request ${number}`, ...decided.slice(1)]);
    for (const by of [company.budgetOwner, company.finance, company.admin, world.foreigner]) expect(await told(by, id)).toEqual([]);
  });

  it('tells nobody any more who has stopped, the requester neither, and a withdrawal to who still watches (row:A8)', async () => {
    const { company } = world;
    const { id, number } = await company.submit();
    for (const by of [company.auditor, company.budgetOwner]) await by.call(watchRequest, { params: { requestId: id }, body: { watching: true } });
    expect(await watchersOf(id)).toEqual(['Auditor of Acme', 'Budget owner of Acme', 'Employee of Acme']);
    for (const by of [company.requester, company.auditor]) await by.call(watchRequest, { params: { requestId: id }, body: { watching: false } });
    expect(await watchersOf(id)).toEqual(['Budget owner of Acme']);
    await company.admin.call(addNote, { params: { requestId: id }, body: { text: 'Nobody hears this but one.' } });
    await company.requester.call(withdrawRequest, { params: { requestId: id }, body: {} });
    expect(await told(company.requester, id)).toEqual([]);
    expect(await told(company.auditor, id)).toEqual([]);
    expect(await told(company.budgetOwner, id)).toEqual([`Admin of Acme wrote a note on request ${number}`, `Employee of Acme withdrew request ${number}`]);
  });

  it('is begun by nothing but itself: reading, previewing, noting and deciding make nobody a watcher (row:A8)', async () => {
    const { company } = world;
    const { id } = await company.submit();
    const taskId = await taskOf(company.budgetOwner, id);
    await company.auditor.call(getRequest, { params: { requestId: id } });
    await company.auditor.call(showRequest, { query: { requestId: id } });
    await company.budgetOwner.call(showInbox, {});
    await company.budgetOwner.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
    await company.auditor.call(addNote, { params: { requestId: id }, body: { text: 'Seen.' } });
    await company.decide(company.budgetOwner, id, 'approve');
    expect(await watchersOf(id)).toEqual(['Employee of Acme']);
  });

  it('shows what was told only while its reader may see the request (row:F2)', async () => {
    const { company, api } = world;
    const { id } = await company.submit();
    const colleague = await company.join('Colleague', ['auditor']);
    await colleague.call(watchRequest, { params: { requestId: id }, body: { watching: true } });
    await company.requester.call(addNote, { params: { requestId: id }, body: { text: 'For who sees it.' } });
    expect(await told(colleague, id)).toHaveLength(1);
    const memberId = await memberIdOf(company, colleague);
    await api.database.look("update app.member_roles set role_id = (select r.id from app.roles r where r.name = 'requester' and r.tenant_id = member_roles.tenant_id) where member_id = $1", [memberId]);
    const screen = await colleague.call(showNotifications, { query: {} });
    expect({ rows: screen.data.rows, unread: screen.nav.notifications }).toEqual({ rows: [], unread: 0 });
  });

  it('ends as the last of several at once says, and is one row (row:A8)', async () => {
    const { company, api, twin } = world;
    const { id } = await company.submit();
    const answers = await Promise.all([api, twin, api, twin].map(({ baseUrl }, at) => sendRaw(baseUrl, watchRequest, { params: { requestId: id }, body: { watching: at % 2 === 0 } }, { by: company.auditor })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await api.database.look('select 1 from app.request_watchers where request_id = $1', [id])).toHaveLength(1);
  });
});

describe('404', () => {
  it('lets nobody watch what they may not see (row:F2)', async () => {
    const { id } = await world.company.submit();
    for (const by of [world.company.finance, world.foreigner]) await expectRefusal(world, watchRequest, { params: { requestId: id }, body: { watching: true } }, { by }, 'not_found');
  });
});
