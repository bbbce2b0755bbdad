import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestApi, type TestApi } from '@countersign/testing';
import { authorizationFaults, authorizationTable, incompleteness, openAuthorizationWorld, type AuthorizationWorld } from '@countersign/testing/authorization';

let api: TestApi;
let world: AuthorizationWorld;
beforeAll(async () => {
  api = await openTestApi();
  world = await openAuthorizationWorld(api);
}, 120_000);
afterAll(() => api.close());

describe('R18, R20 every operation, every caller, own and foreign objects (row:F2 row:F1)', () => {
  it('answers as the table that was written by hand says; what is refused writes nothing; foreign and unknown look the same', async () => {
    expect(await authorizationFaults(world, authorizationTable)).toEqual([]);
    expect(api.errors).toEqual([]);
  }, 240_000);

  it('finds an operation, and a place for an id, that nobody has thought about', () => {
    const { listMembers: _, ...forgotten } = authorizationTable;
    const silent = { ...forgotten, getRequest: { own: authorizationTable.getRequest?.own ?? authorizationTable.listTasks?.own ?? [] }, listGhosts: forgotten.listTasks } as unknown as typeof authorizationTable;
    expect(incompleteness(silent)).toEqual([
      'listMembers: is not in the table',
      'listGhosts: is in the table, and no operation',
      "getRequest: the table does not say what another company's id does at /path/requestId",
    ]);
  });
});
