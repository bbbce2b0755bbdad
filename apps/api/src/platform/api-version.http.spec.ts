import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listMembers, setManager } from '@countersign/contracts/members';
import type { OpenApiDocument } from '@countersign/contracts/operations';
import { apiVersions, currentApiVersion } from '@countersign/contracts/platform';
import { expectRefusal, holderOfKey, memberIdOf, openHttpWorld, pointersOf, sendRaw, type HttpWorld } from '@countersign/testing';

const [older] = apiVersions;
const speaking = (version: string) => ({ 'countersign-version': version });

let world: HttpWorld;
let managerId: string;
let params: { readonly memberId: string };
beforeAll(async () => {
  world = await openHttpWorld();
  managerId = await memberIdOf(world.company, world.company.budgetOwner);
  params = { memberId: await memberIdOf(world.company, world.company.requester) };
  await world.company.admin.call(setManager, { params, body: { manager: { memberId: managerId } } });
}, 120_000);
afterAll(() => world.close());

const versionOf = ({ headers }: { readonly headers: Headers }) => headers.get('countersign-version');
const managerIn = (answer: { readonly json: Readonly<Record<string, unknown>> }) => ('items' in answer.json ? (answer.json.items as { id: string; manager: unknown }[]).find(({ id }) => id === params.memberId)?.manager : answer.json.manager);
const list = (options: Parameters<typeof sendRaw>[3], baseUrl = world.api.baseUrl) => sendRaw(baseUrl, listMembers, { query: {} }, options);

describe('a call that names no version', () => {
  it('of a browser is answered in the current one, and the answer says so (row:D4)', async () => {
    const answer = await list({ by: world.company.admin });
    expect([answer.status, versionOf(answer), managerIn(answer)]).toEqual([200, currentApiVersion, { memberId: managerId, name: expect.any(String) }]);
  });

  it('of a key is answered in the version that was current when the key was made, for good (row:D4)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.company.admin, ['member.read']);
    expect(program.key.apiVersion).toBe(currentApiVersion);
    expect(versionOf(await list({ by: program }))).toBe(currentApiVersion);
    // As if it had been made then.
    await world.api.database.look('update app.api_keys set api_version = $2 where id = $1', [program.key.id, older]);
    for (const { baseUrl } of [world.api, world.twin]) {
      const answer = await list({ by: program }, baseUrl);
      expect([answer.status, versionOf(answer), managerIn(answer)]).toEqual([200, older, { id: managerId, name: expect.any(String) }]);
    }
    const named = await list({ by: program, headers: speaking(currentApiVersion) });
    expect([versionOf(named), managerIn(named)]).toEqual([currentApiVersion, { memberId: managerId, name: expect.any(String) }]);
    // The client of this repository speaks the version that it was written for.
    expect((await program.call(listMembers, { query: {} })).items.find(({ id }) => id === params.memberId)?.manager?.memberId).toBe(managerId);
  });
});

describe('a call in an older version', () => {
  const set = (body: unknown, version: string, key?: string) => sendRaw(world.api.baseUrl, setManager, { params, body }, { by: world.company.admin, headers: speaking(version), ...(key !== undefined && { key }) });

  it('is taken and answered in its shape, and does the same (row:D4)', async () => {
    const none = await set({ managerId: null }, older);
    expect([none.status, versionOf(none), managerIn(none)]).toEqual([200, older, null]);
    const answer = await set({ managerId }, older);
    expect([answer.status, managerIn(answer)]).toEqual([200, { id: managerId, name: expect.any(String) }]);
    expect(managerIn(await list({ by: world.company.admin }))).toEqual({ memberId: managerId, name: expect.any(String) });
  });

  it('is refused in its shape: what another version sends does not fit, and nothing is written (row:D4)', async () => {
    const inCurrent = await expectRefusal(world, setManager, { params, body: { manager: { memberId: managerId } } }, { by: world.company.admin, headers: speaking(older) }, 'invalid_input');
    expect([versionOf(inCurrent), pointersOf(inCurrent).sort()]).toEqual([older, ['/body/manager', '/body/managerId']]);
    const inOlder = await expectRefusal(world, setManager, { params, body: { managerId } }, { by: world.company.admin }, 'invalid_input');
    expect([versionOf(inOlder), pointersOf(inOlder).sort()]).toEqual([currentApiVersion, ['/body/manager', '/body/managerId']]);
  });

  it('with the key of a call in another version is that same call, each answered in the version that it speaks (row:D4)', async () => {
    const key = crypto.randomUUID();
    const first = await set({ managerId }, older, key);
    const again = await set({ manager: { memberId: managerId } }, currentApiVersion, key);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.headers.get('countersign-receipt')).toBe(first.headers.get('countersign-receipt'));
    expect([managerIn(first), managerIn(again)]).toEqual([{ id: managerId, name: expect.any(String) }, { memberId: managerId, name: expect.any(String) }]);
  });
});

describe('a version that is not served', () => {
  it('is refused, by a list of those that are, and nothing is written (row:D4)', async () => {
    for (const version of ['2025-01-01', '2026-11-2', 'latest', '', `${older}, ${currentApiVersion}`]) {
      const answer = await expectRefusal(world, setManager, { params, body: { managerId: null } }, { by: world.company.admin, headers: speaking(version) }, 'version_unknown');
      expect(answer.json.versions).toEqual([...apiVersions]);
    }
  });

  it('is refused to a key that is pinned to it, unless the call names another (row:D4)', async () => {
    const program = await holderOfKey(world.api.baseUrl, world.company.admin, ['member.read']);
    await world.api.database.look("update app.api_keys set api_version = '2025-01-01' where id = $1", [program.key.id]);
    const answer = await expectRefusal(world, listMembers, { query: {} }, { by: program }, 'version_unknown');
    expect([answer.json.versions, answer.json.detail]).toEqual([[...apiVersions], expect.stringContaining('2025-01-01')]);
    expect((await list({ by: program, headers: speaking(currentApiVersion) })).status).toBe(200);
    expect(world.api.errors).toEqual([]);
  });
});

describe('the description of the API', () => {
  it('is of the version that is asked for, and refuses one that is not served (row:D4)', async () => {
    const read = (headers: Record<string, string> = {}) => fetch(`${world.api.baseUrl}/v1/openapi.json`, { headers });
    const [now, then, none] = [await read(), await read(speaking(older)), await read(speaking('2025-01-01'))];
    expect([((await now.json()) as OpenApiDocument).info.version, ((await then.json()) as OpenApiDocument).info.version]).toEqual([currentApiVersion, older]);
    expect([none.status, ((await none.json()) as { code: string }).code]).toEqual([400, 'version_unknown']);
  });
});
