import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addNote } from '@countersign/contracts/requests';
import { showNotifications } from '@countersign/contracts/screens';
import { holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: showNotifications, world: () => world, ready: () => ({ by: world.company.requester, input: { query: {} } }) });

describe('200', () => {
  it('gives what one was told page by page, newest first, each once, within the budget, and another company nothing of it (row:A8 row:F1 row:J1)', async () => {
    const { company, api } = world;
    const { id } = await company.submit();
    await company.admin.call(addNote, { params: { requestId: id }, body: { text: 'The one that all others are like.' } });
    await api.database.look(
      `insert into app.notifications (tenant_id, member_id, entry_id, request_id, kind, because, request_status, by_member_id, at)
       select n.tenant_id, n.member_id, gen_random_uuid(), n.request_id, n.kind, n.because, n.request_status, n.by_member_id, n.at from app.notifications n cross join generate_series(1, 119) where n.request_id = $1`,
      [id],
    );
    const met: string[] = [];
    let cursor: string | undefined;
    do {
      const { data, nav } = await company.requester.call(showNotifications, { query: cursor === undefined ? {} : { cursor } });
      // A hundred stands for more.
      expect(nav.notifications).toBe(100);
      met.push(...data.rows.map((row) => row.id));
      cursor = data.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(met).toHaveLength(120);
    expect(met).toEqual([...new Set(met)].sort().reverse());
    expect((await world.foreigner.call(showNotifications, { query: {} })).data.rows).toEqual([]);
  });
});
