import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deactivateMember } from '@countersign/contracts/members';
import { addNote, findReaders, getRequest } from '@countersign/contracts/requests';
import { expectRefusal, holdsItsContract, memberIdOf, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: findReaders, world: () => world, ready: async () => ({ by: world.company.requester, input: { params: { requestId: (await world.company.submit()).id }, query: { search: 'Acme' } } }) });

describe('200', () => {
  it('gives exactly the members who read the request, by the beginning of any word of their name, and nobody of another company (row:A8 row:F1)', async () => {
    const { company } = world;
    const { id: requestId } = await company.submit();
    const find = async (search?: string) => (await company.requester.call(findReaders, { params: { requestId }, query: search === undefined ? {} : { search } })).items.map(({ name }) => name);
    // Budget owner is asked; finance is not yet; the powerless one holds nothing.
    expect(await find()).toEqual(['Admin of Acme', 'Auditor of Acme', 'Budget owner of Acme', 'Employee of Acme']);
    expect(await find('OWN')).toEqual(['Budget owner of Acme']);
    expect(await find('udget')).toEqual([]);
    for (const pattern of ['%', '_', "'", '\\', '.*']) expect(await find(pattern)).toEqual([]);
    for (const person of [company.admin, company.auditor, company.budgetOwner, company.requester]) await expect(person.call(getRequest, { params: { requestId } })).resolves.toBeDefined();
    for (const person of [company.finance, world.powerless]) await expect(person.call(getRequest, { params: { requestId } })).rejects.toMatchObject({ status: person === company.finance ? 404 : 403 });
  });

  it('gives nobody who was removed (row:A8)', async () => {
    const { company } = world;
    const { id: requestId } = await company.submit();
    const gone = await company.join('Soon gone', ['auditor']);
    const find = async () => (await company.requester.call(findReaders, { params: { requestId }, query: { search: 'soon' } })).items.length;
    expect(await find()).toBe(1);
    await company.admin.call(deactivateMember, { params: { memberId: await memberIdOf(company, gone) }, body: {} });
    expect(await find()).toBe(0);
  });
});

describe('a mention', () => {
  it('of somebody who may not see the request is refused by name, and of an unknown or foreign one without; nothing is noted (row:A8 row:F1)', async () => {
    const { company } = world;
    const { id: requestId } = await company.submit();
    const mention = (memberId: string) => ({ params: { requestId }, body: { text: `Look, @{${memberId}}` } });
    const by = company.requester;
    const blind = await expectRefusal(world, addNote, mention(await memberIdOf(company, company.finance)), { by }, 'mention_unseeing');
    expect(blind.json.detail).toContain('Finance of Acme');
    const foreignRows = await world.api.database.look<{ id: string }>("select m.id from app.members m join app.tenants t on t.tenant_id = m.tenant_id where t.name = 'Borealis' limit 1");
    const texts = new Set<string>();
    for (const memberId of [foreignRows[0]?.id ?? '', crypto.randomUUID()]) texts.add((await expectRefusal(world, addNote, mention(memberId), { by }, 'mention_unseeing')).text);
    expect(texts.size).toBe(1);
    const many = Array.from({ length: 21 }, () => `@{${crypto.randomUUID()}}`).join(' ');
    await expectRefusal(world, addNote, { params: { requestId }, body: { text: many } }, { by }, 'mention_unseeing');
  });

  it('is shown with the name that the member has today (row:A8)', async () => {
    const { company, api } = world;
    const { id: requestId } = await company.submit();
    const memberId = await memberIdOf(company, company.auditor);
    await company.requester.call(addNote, { params: { requestId }, body: { text: `Ask @{${memberId}}, please` } });
    await api.database.look("update app.members set name = 'Jun Ito' where id = $1", [memberId]);
    const [note] = (await company.requester.call(getRequest, { params: { requestId } })).notes;
    expect(note).toMatchObject({ text: `Ask @{${memberId}}, please`, mentions: [{ memberId, name: 'Jun Ito' }] });
    await api.database.look("update app.members set name = 'Auditor of Acme' where id = $1", [memberId]);
  });
});
