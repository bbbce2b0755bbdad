import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listWebhookSources } from '@countersign/contracts/webhook-sources';
import { addSource, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: listWebhookSources, world: () => world, ready: () => ({ by: world.company.admin, input: { query: {} } }) });

describe('200', () => {
  it('lists them by name, a page at a time, to who may look and define nothing too, and none of another company (row:D2 row:F1)', async () => {
    for (const name of ['Beta', 'Alpha', 'Gamma']) await addSource(world.company, { name });
    const auditor = await world.company.join('Looks', ['auditor']);
    const first = await auditor.call(listWebhookSources, { query: { limit: '2' } });
    const second = await auditor.call(listWebhookSources, { query: { limit: '2', cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(second.nextCursor).toBeNull();
    expect((await world.foreigner.call(listWebhookSources, { query: {} })).items).toEqual([]);
  });
});
