import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permissions } from '@countersign/contracts/platform';
import { showRole } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const input = () => ({ query: { roleId: world.company.roleIds.get('Finance') ?? '' } });
holdsItsContract({ operation: showRole, world: () => world, ready: () => ({ by: world.company.auditor, input: input() }) });

describe('200', () => {
  it('draws a role with every permission there is, and who holds it; and an empty sheet for a new one', async () => {
    const { data } = await world.company.admin.call(showRole, input());
    const all = data.groups.flatMap((group) => group.permissions);
    expect(all.map(({ permission }) => permission).sort()).toEqual([...permissions].sort());
    expect(all.filter(({ held }) => held).map(({ permission }) => permission)).toEqual(['request.read', 'task.decide']);
    expect(data).toMatchObject({ role: { name: 'Finance', about: null }, holders: [{ name: 'Finance of Acme' }], define: { allowed: true } });
    expect(data.give.allowed && data.invite.allowed).toBe(true);
    expect(data.others.map(({ name }) => name)).toEqual(expect.arrayContaining(['Admin of Acme', 'Budget owner of Acme']));
    expect(data.others.map(({ name }) => name)).not.toContain('Finance of Acme');
    const read = (await world.company.auditor.call(showRole, input())).data;
    expect([read.give.allowed, read.others, read.invite.allowed]).toEqual([false, [], false]);
    const empty = await world.company.admin.call(showRole, { query: {} });
    expect(empty.data).toMatchObject({ role: null, holders: [] });
    expect(empty.data.groups.flatMap((group) => group.permissions).some(({ held }) => held)).toBe(false);
  });

  it('says which permissions one cannot give, and lets be what the role gives already (row:F2)', async () => {
    await world.company.addRole('Defines', ['role.define', 'role.read']);
    const definer = await world.company.join('Defines', ['Defines']);
    const all = (await definer.call(showRole, input())).data.groups.flatMap((group) => group.permissions);
    expect(all.filter(({ allowed }) => allowed).map(({ permission }) => permission)).toEqual(['request.read', 'task.decide', 'role.read', 'role.define']);
    expect(all.find(({ permission }) => permission === 'audit.read')?.because).toContain('more than you have');
  });
});

describe('404', () => {
  it('knows no role of another company (row:F1)', async () => {
    const foreign = await expectRefusal(world, showRole, input(), { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, showRole, { query: { roleId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
  });
});
