import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showInbox } from '@countersign/contracts/screens';
import { decideRequest, listTasks } from '@countersign/contracts/tasks';
import { holdsItsContract, openHttpWorld, sendRaw, statementsOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  for (let index = 0; index < 5; index += 1) await world.company.submit({ title: `Waits ${index}`, amount: { amount: `${index}.10`, currency: index === 4 ? 'USD' : 'EUR' } });
});
afterAll(() => world.close());

holdsItsContract({ operation: showInbox, world: () => world, ready: () => ({ by: world.company.budgetOwner, input: {} }) });

describe('200', () => {
  it('draws the inbox in one call, with the first sheet ready to be decided on (row:J1 row:A7)', async () => {
    const { company } = world;
    const { data, nav, me } = await company.budgetOwner.call(showInbox, {});
    const tasks = await company.budgetOwner.call(listTasks, { query: { assignee: 'me' } });
    expect(data.rows.map(({ id }) => id)).toEqual(tasks.items.map(({ id }) => id));
    expect([nav.inbox, data.more, me.name]).toEqual([5, false, 'Budget owner of Acme']);
    expect(data.subtotals).toEqual([{ amount: '6.40', currency: 'EUR' }, { amount: '4.10', currency: 'USD' }]);
    const decision = data.first?.decision;
    const shown = decision?.choices.find(({ verdict }) => verdict === 'approve');
    if (!decision || !shown) throw new Error('the first sheet has no decision block');
    await expect(company.budgetOwner.call(decideRequest, { params: { taskId: decision.taskId }, body: { verdict: 'approve', revisionDigest: shown.revisionDigest, consequencesDigest: shown.consequencesDigest } })).resolves.toMatchObject({ requestStatus: 'approved' });
    expect((await company.budgetOwner.call(showInbox, {})).nav.inbox).toBe(4);
  });

  it('shows an empty inbox to who is asked nothing, and nothing of another company (row:J1 row:F1)', async () => {
    for (const by of [world.company.finance, world.foreigner]) {
      const { data } = await by.call(showInbox, {});
      expect([data.rows, data.first, data.mine]).toEqual([[], null, []]);
    }
    expect((await world.company.requester.call(showInbox, {})).data.mine.map(({ title }) => title)).toContain('Waits 0');
  });

  it('costs no more statements for many tasks than for few (row:K1 row:J1)', async () => {
    const few = statementsOf(await sendRaw(world.api.baseUrl, showInbox, {}, { by: world.company.budgetOwner }));
    for (let index = 0; index < 15; index += 1) await world.company.submit();
    expect(statementsOf(await sendRaw(world.api.baseUrl, showInbox, {}, { by: world.company.budgetOwner }))).toBe(few);
  });
});
