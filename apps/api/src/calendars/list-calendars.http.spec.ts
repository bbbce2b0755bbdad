import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar, holidaysMax, listCalendars } from '@countersign/contracts/calendars';
import { holdsItsContract, openHttpWorld, sendRaw, workingWeek, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
  for (const name of ['Berlin', 'Austin', 'Cairo']) await world.company.admin.call(createCalendar, { body: workingWeek(name) });
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: listCalendars, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('pages by name, and shows none of another company (row:A10 row:F1)', async () => {
    const { auditor } = world.company;
    const first = await auditor.call(listCalendars, { query: { limit: '2' } });
    expect(first.items.map(({ name }) => name)).toEqual(['Austin', 'Berlin']);
    const second = await auditor.call(listCalendars, { query: { limit: '2', cursor: first.nextCursor ?? '' } });
    expect([second.items.map(({ name }) => name), second.nextCursor]).toEqual([['Cairo'], null]);
    expect((await world.foreigner.call(listCalendars, { query: {} })).items).toEqual([]);
  });

  it('is within its budget with the longest calendars that can be made, a page of ten', async () => {
    const holidays = Array.from({ length: holidaysMax }, (_, index) => ({ date: new Date(Date.UTC(2027, 0, 1) + index * 86_400_000).toISOString().slice(0, 10), name: `A holiday with a name of its own, number ${index}` }));
    for (let index = 0; index < 10; index += 1) await world.company.admin.call(createCalendar, { body: { ...workingWeek(`Full ${index}`), holidays } });
    const answer = await sendRaw(world.api.baseUrl, listCalendars, { query: { limit: '10' } }, { by: world.company.admin });
    expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(listCalendars.budget.bytes);
  });
});
