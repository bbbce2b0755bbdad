import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorkflow, listWorkflows } from '@countersign/contracts/workflows';
import { holdsItsContract, holdsPages, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  const steps = [{ id: 'check', kind: 'approval' as const, name: 'Check', approvers: { roleIds: [world.company.roleIds.get('Finance') ?? ''], memberIds: [], unit: 'any' as const }, quorum: 1, onReject: 'end' as const }];
  await world.company.admin.call(createWorkflow, { body: { name: 'Draft only', definition: { formatVersion: 1, steps } } });
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: listWorkflows, world: () => world, ready });
holdsPages({ operation: listWorkflows, world: () => world, ready });

describe('200', () => {
  it('lists each workflow with its latest version and its state (row:B2)', async () => {
    const { items } = await world.company.admin.call(listWorkflows, { query: {} });
    expect(items.map(({ name, latestVersion }) => [name, latestVersion.state])).toEqual([['Draft only', 'draft'], ['Purchase', 'published']]);
    expect((await world.foreigner.call(listWorkflows, { query: {} })).items).toEqual([]);
  });
});
