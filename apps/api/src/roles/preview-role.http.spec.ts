import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRoles, previewRole } from '@countersign/contracts/roles';
import { expectRefusal, founderOf, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { params: { roleId: world.company.roleIds.get('auditor') }, query: { permissions: 'audit.read,task.decide' } } });
holdsItsContract({ operation: previewRole, world: () => world, ready });

describe('200', () => {
  it('names who gains and who loses; what somebody has by another role is neither (row:F2)', async () => {
    const { company } = world;
    const roleId = await company.addRole('Previewed', ['audit.read']);
    await company.join('Only that', ['Previewed']);
    await company.join('Has it besides', ['Previewed', 'auditor']);
    const preview = await company.admin.call(previewRole, { params: { roleId }, query: { permissions: 'request.submit' } });
    expect(preview.gaining.map(({ name }) => name)).toEqual(['Has it besides', 'Only that']);
    expect(preview.losing).toMatchObject([{ name: 'Only that', permissions: [{ permission: 'audit.read', sentence: 'Read the audit of the company' }] }]);
    expect(preview).toMatchObject({ more: false, allowed: true, because: null });
  });

  it('says beforehand that nobody could administer roles any more, or that it gives more than one has (row:F2)', async () => {
    const founder = await founderOf(world.api, 'Mint');
    const admin = (await founder.call(listRoles, { query: {} })).items.find(({ name }) => name === 'admin');
    expect(await founder.call(previewRole, { params: { roleId: admin?.id ?? '' }, query: { permissions: 'request.read' } })).toMatchObject({ allowed: false, because: 'Nobody could administer roles any more.' });
    await world.company.addRole('Defines', ['role.define']);
    const definer = await world.company.join('Defines', ['Defines']);
    expect(await definer.call(previewRole, { params: { roleId: world.company.roleIds.get('requester') ?? '' }, query: { permissions: 'audit.read' } })).toMatchObject({ allowed: false, because: expect.stringContaining('read the audit') });
  });
});

describe('422', () => {
  it('takes nothing but permissions (row:F6)', async () => {
    for (const permissions of ['everything', 'audit.read,', 'audit.read, request.read']) await expectRefusal(world, previewRole, { ...ready().input, query: { permissions } }, { by: world.company.admin }, 'invalid_input');
  });
});
