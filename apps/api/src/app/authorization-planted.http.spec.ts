import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { startingRoles, type Operation, type Permission } from '@countersign/contracts/platform';
import type * as Permissions from '@countersign/permissions';
import type { TestApi } from '@countersign/testing';
import type * as Authorization from '@countersign/testing/authorization';

/** A rule that is too permissive, switched on by a test. */
const rule: { widens: readonly Permission[] } = { widens: [] };
jest.doMock('@countersign/permissions', () => {
  const real = jest.requireActual<typeof Permissions>('@countersign/permissions');
  return { ...real, abilityFor: (actor: Permissions.AbilityActor) => real.abilityFor({ ...actor, permissions: [...actor.permissions, ...rule.widens] }) };
});

let api: TestApi;
let proof: typeof Authorization;
let world: Authorization.AuthorizationWorld;
beforeAll(async () => {
  // A starting role with one permission too many, in every company made from here on.
  (startingRoles.requester as unknown as Permission[]).push('member.read');
  // Loaded now, so that the API stands on the rule above.
  const { openTestApi } = await import('@countersign/testing');
  proof = await import('@countersign/testing/authorization');
  api = await openTestApi();
  world = await proof.openAuthorizationWorld(api);
}, 120_000);
afterEach(() => {
  rule.widens = [];
});
afterAll(async () => {
  (startingRoles.requester as unknown as Permission[]).pop();
  await api.close();
});

const faults = (...only: string[]) => proof.authorizationFaults(world, proof.authorizationTable, only);

describe('the proof turns red', () => {
  it('where a starting role holds one permission too many', async () => {
    expect(await faults('listMembers', 'listRoles')).toEqual(['listMembers as requester: expected permission_denied, got ok']);
  });

  it('where a rule lets everybody read every request', async () => {
    expect(await faults('getRequest', 'showRequest', 'listAuditEntries')).toEqual([]);
    rule.widens = ['request.read_all'];
    expect((await faults('getRequest', 'showRequest', 'listAuditEntries')).sort()).toEqual([
      'getRequest of a colleague as approver: expected not_found, got ok',
      'getRequest of a colleague as requester: expected not_found, got ok',
      'showRequest of a colleague as approver: expected not_found, got ok',
      'showRequest of a colleague as requester: expected not_found, got ok',
    ]);
  });

  it('where a contract asks for less than it should', async () => {
    await askingOnly(listAuditEntries, 'member', async () => {
      expect(await faults('listAuditEntries')).toEqual(expect.arrayContaining(['listAuditEntries as requester: expected permission_denied, got ok', 'listAuditEntries as approver: expected permission_denied, got ok']));
    });
    expect(await faults('listAuditEntries')).toEqual([]);
  });

  it("where another company's id is answered otherwise than one that nobody has", async () => {
    const leaking = { ...world, foreign: { ...world.foreign, request: world.own.request } };
    const found = await proof.authorizationFaults(leaking, proof.authorizationTable, ['getRequest']);
    expect(found).toContain("getRequest with another company's id at /path/requestId as auditor: expected not_found, got ok");
    expect(found).toContain("getRequest with another company's id at /path/requestId as auditor: is answered otherwise than an id that nobody has");
  });

  it('where a call that is refused has written something', async () => {
    const { tenant_id: tenantId } = (await api.database.look<{ tenant_id: string }>('select tenant_id from app.tenants limit 1'))[0] ?? {};
    await api.database.look(`create function app.note() returns trigger language plpgsql security definer as $$ begin insert into app.usage_events values ('${tenantId}', 'planted', gen_random_uuid(), 1, now()); return null; end $$`);
    await api.database.look('create trigger planted after update on identity.session for each statement execute function app.note()');
    // Every look-up of a session leaves its mark now: no refusal is free of consequences any more.
    await api.database.look('alter function entry.find_session(text) set schema public');
    const [found] = await api.database.look<{ columns: string }>("select pg_get_function_result('public.find_session(text)'::regprocedure) as columns");
    await api.database.look(`create function entry.find_session(session_token text) returns ${found?.columns ?? ''}
      language plpgsql security definer as $$ begin update identity.session set token = token where token = session_token; return query select * from public.find_session(session_token); end $$`);
    await api.database.look('grant execute on function entry.find_session(text) to cs_app');
    expect(await faults('createRole')).toEqual(['app.usage_events: calls that are refused wrote to it']);
  });
});

async function askingOnly(operation: Operation, permission: Operation['permission'], work: () => Promise<void>): Promise<void> {
  const asked = operation.permission;
  Object.assign(operation, { permission });
  try {
    await work();
  } finally {
    Object.assign(operation, { permission: asked });
  }
}
