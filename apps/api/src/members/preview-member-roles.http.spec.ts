import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deactivateMember, previewMemberRoles } from '@countersign/contracts/members';
import { listRoles } from '@countersign/contracts/roles';
import { showMember } from '@countersign/contracts/screens';
import { retireWorkflowVersion } from '@countersign/contracts/workflows';
import { getSession } from '@countersign/contracts/identity';
import { addFlow, expectRefusal, founderOf, holdsItsContract, memberIdOf, openHttpWorld, roleOf, signedBy, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const role = (name: string) => world.company.roleIds.get(name) ?? '';
const ready = async () => ({ by: world.company.admin, input: { params: { memberId: await memberIdOf(world.company, world.company.requester) }, query: { roleIds: role('auditor') } } });
holdsItsContract({ operation: previewMemberRoles, world: () => world, ready });

describe('200', () => {
  it('says what is gained and lost in words, and how much waits for them', async () => {
    const { company } = world;
    await company.submit();
    const params = { memberId: await memberIdOf(company, company.budgetOwner) };
    const preview = await company.admin.call(previewMemberRoles, { params, query: { roleIds: role('requester') } });
    expect(preview.gained.map(({ permission }) => permission)).toEqual(['request.submit', 'request_type.read']);
    expect(preview.lost).toEqual([{ permission: 'task.decide', sentence: 'Approve, reject or request changes where they are asked' }]);
    expect(preview).toMatchObject({ waitingTasks: 1, allowed: true, because: null });
    expect(await company.admin.call(previewMemberRoles, { params, query: { roleIds: '' } })).toMatchObject({ gained: [], allowed: true });
  });

  it('says which steps of live workflows nobody could sign then, as long as nobody else can (row:A1)', async () => {
    const { company } = world;
    await company.addRole('Lawyers', ['request.read', 'task.decide', 'workflow.read']);
    await company.addRole('Trainees', []);
    const lawyer = await company.join('Only lawyer', ['Lawyers']);
    const step = (name: string, change: object) => signedBy(company, 'Lawyers', { id: name.replaceAll(' ', '_'), name, ...change });
    const { workflowId } = await addFlow(company, 'Contracts', {
      formatVersion: 2,
      steps: [
        step('by lawyers', {}),
        step('by lawyers or finance', { approvers: { anyOf: [roleOf(company, 'Lawyers'), roleOf(company, 'Finance')] } }),
        step('not by finance', { approvers: { anyOf: [roleOf(company, 'Lawyers'), roleOf(company, 'Finance')], except: [roleOf(company, 'Finance')] } }),
        step('by managers too', { approvers: { anyOf: [roleOf(company, 'Lawyers'), { kind: 'manager', levels: 1 }] } }),
        step('by name', { approvers: { anyOf: [{ kind: 'member', memberId: await memberIdOf(company, lawyer) }] } }),
        signedBy(company, 'Finance', { id: 'finance', name: 'finance' }),
      ],
    });
    const params = { memberId: await memberIdOf(company, lawyer) };
    const leftBy = async (roleNames: readonly string[]) => (await company.admin.call(previewMemberRoles, { params, query: { roleIds: roleNames.map(role).join() } })).leftToNobody;
    expect(await leftBy([])).toEqual([{ workflowId, workflowName: 'Contracts', stepNames: ['by lawyers', 'not by finance', 'by name'] }]);
    expect(await leftBy(['Lawyers', 'Trainees'])).toEqual([]);
    // Whom the step names stays named, with whatever lets them decide.
    expect(await leftBy(['approver'])).toEqual([{ workflowId, workflowName: 'Contracts', stepNames: ['by lawyers', 'not by finance'] }]);
    const { remove } = (await company.admin.call(showMember, { query: params })).data;
    expect(remove.leftToNobody).toEqual(await leftBy([]));
    expect((await company.admin.call(showMember, { query: { memberId: await memberIdOf(company, company.requester) } })).data.remove.leftToNobody).toEqual([]);
    const second = await company.join('Second lawyer', ['Lawyers']);
    expect(await leftBy([])).toEqual([{ workflowId, workflowName: 'Contracts', stepNames: ['by name'] }]);
    await company.admin.call(deactivateMember, { params: { memberId: await memberIdOf(company, second) }, body: {} });
    expect((await leftBy([]))[0]?.stepNames).toEqual(['by lawyers', 'not by finance', 'by name']);
    await company.admin.call(retireWorkflowVersion, { params: { workflowId, version: '1' } });
    expect(await leftBy([])).toEqual([]);
  });

  it('says beforehand what would be refused: more than one has, and the last administrator (row:F2)', async () => {
    const { company } = world;
    await company.addRole('Assigns', ['member.assign_roles', 'request.read']);
    const assigner = await company.join('Assigns', ['Assigns']);
    const params = { memberId: await memberIdOf(company, company.requester) };
    expect(await assigner.call(previewMemberRoles, { params, query: { roleIds: role('admin') } })).toMatchObject({ allowed: false, because: expect.stringContaining('more than you have') });
    const founder = await founderOf(world.api, 'Cyan');
    const memberId = (await founder.call(getSession, {})).activeMemberId ?? '';
    expect(await founder.call(previewMemberRoles, { params: { memberId }, query: { roleIds: '' } })).toMatchObject({ allowed: false, because: expect.stringContaining('Nobody could administer roles') });
  });
});

describe('422', () => {
  it('knows no role of another company, and takes nothing but ids (row:F1 row:F6)', async () => {
    const { params } = (await ready()).input;
    const theirs = (await world.foreigner.call(listRoles, { query: {} })).items[0]?.id ?? '';
    for (const roleIds of [theirs, crypto.randomUUID()]) await expectRefusal(world, previewMemberRoles, { params, query: { roleIds } }, { by: world.company.admin }, 'role_unknown');
    for (const roleIds of ['all', `${role('admin')},`, `${role('admin')} ${role('auditor')}`]) await expectRefusal(world, previewMemberRoles, { params, query: { roleIds } }, { by: world.company.admin }, 'invalid_input');
  });
});
