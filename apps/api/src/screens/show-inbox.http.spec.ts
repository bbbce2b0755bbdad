import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showInbox } from '@countersign/contracts/screens';
import { createCalendar } from '@countersign/contracts/calendars';
import { createDelegation } from '@countersign/contracts/delegations';
import { decideRequest, listTasks } from '@countersign/contracts/tasks';
import { delegationTo, memberIdOf } from '@countersign/testing/authorization';
import { holdsItsContract, newCompany, openHttpWorld, sendRaw, statementsOf, workingWeek, type HttpWorld } from '@countersign/testing';

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

  it('groups what waits by when it is due, each group with its number and sums, by the company’s own clock (row:A10 row:J1)', async () => {
    const company = await newCompany(world.api, 'Timely');
    await company.admin.call(createCalendar, { body: workingWeek('Head office') });
    const ids = [];
    for (const [title, value, currency] of [['Never', '1.00', 'EUR'], ['Later', '2.00', 'EUR'], ['Over', '4.00', 'EUR'], ['Over too', '8.50', 'USD']] as const) ids.push((await company.submit({ title, amount: { amount: value, currency } })).id);
    for (const [at, hours] of [[1, 24 * 40], [2, -30], [3, -1]] as const) await world.api.database.look('update app.tasks set due_at = now() + $2::int * interval \'1 hour\' where request_id = $1', [ids[at], hours]);
    const { data, nav } = await company.budgetOwner.call(showInbox, {});
    expect(data.rows.map(({ title, group }) => `${title}: ${group}`)).toEqual(['Over: overdue', 'Over too: overdue', 'Later: later', 'Never: none']);
    expect(data.rows.map(({ dueText }) => dueText)).toEqual([expect.stringMatching(/^was due \w{3} \d+ \w+, \d\d:\d\d$/), expect.stringMatching(/^was due /), expect.stringMatching(/^due \w{3} \d+ \w+( \d{4})?, \d\d:\d\d$/), null]);
    expect(data.groups.map(({ id, label, count, subtotals }) => [id, label, count, subtotals.map(({ amount, currency }) => `${amount} ${currency}`).join()])).toEqual([
      ['overdue', 'Overdue', 2, '4.00 EUR,8.50 USD'], ['today', 'Due today', 0, ''], ['this_week', 'Due this week', 0, ''], ['later', 'Due later', 1, '2.00 EUR'], ['none', 'No due time', 1, '1.00 EUR'], ['for_others', 'For others, as their delegate', 0, ''],
    ]);
    expect([data.timeZone, nav.inbox, data.subtotals]).toEqual(['Europe/Berlin', 4, [{ amount: '7.00', currency: 'EUR' }, { amount: '8.50', currency: 'USD' }]]);
    expect(Date.parse(data.holdsUntil)).toBeGreaterThan(Date.now());
    expect(data.first?.due).toMatchObject({ stepName: 'Budget owner', isOverdue: true, text: data.rows[0]?.dueText });
    expect((await world.foreigner.call(showInbox, {})).data.groups.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('lists what one may decide for another with for whom, until when, and when it is due; not for another company (row:A9 row:F1)', async () => {
    const company = await newCompany(world.api, 'Stood in for');
    const standIn = await company.join('Stand-in', ['approver']);
    const { id } = await company.submit({ title: 'Curtains', amount: { amount: '12.00', currency: 'EUR' } });
    await world.api.database.look("update app.tasks set due_at = now() - interval '1 hour' where request_id = $1", [id]);
    await company.budgetOwner.call(createDelegation, { body: delegationTo(await memberIdOf(standIn)) });
    const { data } = await standIn.call(showInbox, {});
    expect(data.rows).toEqual([]);
    const forWhom = expect.stringMatching(/^for Budget owner of Stood in for, away until \d+ \w+/);
    expect(data.forOthers).toMatchObject([{ title: 'Curtains', group: 'for_others', forWhom, dueText: expect.stringMatching(/^was due /) }]);
    expect(data.groups.at(-1)).toEqual({ id: 'for_others', label: 'For others, as their delegate', count: 1, subtotals: [{ amount: '12.00', currency: 'EUR' }] });
    expect(data.first?.decision).toMatchObject({ forWhom, onBehalfOf: { name: 'Budget owner of Stood in for' } });
    expect((await world.foreigner.call(showInbox, {})).data.forOthers).toEqual([]);
  });

  it('costs no more statements for many tasks than for few (row:K1 row:J1)', async () => {
    const few = statementsOf(await sendRaw(world.api.baseUrl, showInbox, {}, { by: world.company.budgetOwner }));
    for (let index = 0; index < 15; index += 1) await world.company.submit();
    expect(statementsOf(await sendRaw(world.api.baseUrl, showInbox, {}, { by: world.company.budgetOwner }))).toBe(few);
  });
});
