import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import { keptRows, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const call = (path: string, init: RequestInit = {}) => fetch(world.api.baseUrl + path, { redirect: 'manual', ...init, headers: { ...world.company.admin.headers(), ...(init.headers as Record<string, string> | undefined) } });
const paths = () => [...new Set([...allOperations.values()].map(({ path }) => path.replace(/\{\w+\}/g, crypto.randomUUID())))];

describe('404', () => {
  it("mounts nothing of the sign-in library but what has a contract (row:F3)", async () => {
    const before = await keptRows(world.api.database);
    const routes = ['get-session', 'list-sessions', 'update-user', 'delete-user', 'change-email', 'change-password', 'set-password', 'request-password-reset', 'forget-password', 'reset-password', 'reset-password/token', 'verify-email', 'send-verification-email', 'verify-password', 'revoke-session', 'revoke-sessions', 'revoke-other-sessions', 'link-social', 'unlink-account', 'list-accounts', 'account-info', 'refresh-token', 'get-access-token', 'sign-in/social', 'sign-up', 'sign-in', 'callback/google', 'error', 'ok', 'admin/list-users', 'organization/create', ''];
    for (const route of routes) {
      for (const method of ['GET', 'POST']) {
        const answer = await call(`/v1/auth/${route}`, { method, headers: { 'content-type': 'application/json' }, ...(method === 'POST' && { body: '{}' }) });
        expect([method, route, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([method, route, 404, 'not_found']);
      }
    }
    expect(await keptRows(world.api.database)).toEqual(before);
  });

  it('knows no other path, whatever its spelling, and says so as a problem (row:D4)', async () => {
    for (const path of ['/v1', '/v1/', '/v1/nothing', '/V1/requests', '/v1/requests/', '/v1//requests', '/v2/requests', '/v1/requests/..%2f..%2fmembers', '/.env', '/api/v1/requests']) {
      const answer = await call(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 404, expect.stringMatching(/^application\/problem\+json/)]);
    }
  });
});

describe('405', () => {
  it('says which methods an address takes, and writes nothing for any other (row:D4)', async () => {
    const before = await keptRows(world.api.database);
    for (const path of paths()) {
      const taken = [...allOperations.values()].filter((operation) => new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path)).map(({ method }) => method as string);
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((name) => !taken.includes(name))) {
        const answer = await call(path, { method });
        expect([method, path, answer.status, answer.headers.get('allow')?.split(', ').sort()]).toEqual([method, path, 405, [...new Set(taken)].sort()]);
      }
    }
    expect(await keptRows(world.api.database)).toEqual(before);
  });
});

/** What says the same to everybody. */
const openToStrangers = ['/v1/health', '/v1/event-types'];

describe('HEAD and OPTIONS', () => {
  it('carry out nothing, allow no other site anything, and HEAD says no more than GET (row:F6)', async () => {
    const before = await keptRows(world.api.database);
    for (const path of paths()) {
      const head = await call(path, { method: 'HEAD' });
      expect(await head.text()).toBe('');
      const preflight = await call(path, { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'idempotency-key' } });
      expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
      const stranger = await fetch(world.api.baseUrl + path, { method: 'HEAD' });
      if (!openToStrangers.includes(path)) expect([path, stranger.status >= 400]).toEqual([path, true]);
    }
    expect(await keptRows(world.api.database)).toEqual(before);
  });
});

describe('a long answer', () => {
  const ask = (encodings: string) => call('/v1/openapi.json', { headers: { 'accept-encoding': encodings } });

  it('travels compressed to a caller who takes it, and is the same answer (row:J1)', async () => {
    const plain = await ask('identity');
    expect(plain.headers.get('content-encoding')).toBeNull();
    const text = await plain.text();
    for (const encoding of ['br', 'gzip']) {
      const compressed = await ask(encoding);
      expect([compressed.headers.get('content-encoding'), compressed.headers.get('vary')]).toEqual([encoding, expect.stringContaining('accept-encoding')]);
      expect(await compressed.text()).toBe(text);
    }
  });

  it('is not compressed where it is short (row:J1)', async () => {
    const answer = await call('/v1/session', { headers: { 'accept-encoding': 'br, gzip' } });
    expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, null]);
  });
});

describe('every answer', () => {
  it('carries the headers that keep a browser from running it, and no sign of what serves it (row:F5)', async () => {
    for (const path of ['/v1/health', '/v1/session', '/v1/nothing', '/v1/openapi.json']) {
      const { headers } = await call(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect([headers.get('x-powered-by'), headers.get('server')]).toEqual([null, null]);
    }
  });

  it('names no company by a path, body or header: none of them changes what is seen (row:F1)', async () => {
    const theirs = (await world.api.database.look<{ id: string }>("select tenant_id as id from app.tenants where name = 'Borealis'"))[0]?.id ?? '';
    const plain = await (await call('/v1/members')).text();
    const named = await call('/v1/members', { headers: { 'x-tenant-id': theirs, 'x-tenant': theirs, tenant: theirs, 'x-forwarded-host': 'borealis.example' } });
    expect(await named.text()).toBe(plain);
    expect((await call(`/v1/members?tenantId=${theirs}`)).status).toBe(422);
  });
});

it('answers an address that cannot be read with problem details like any other refusal', async () => {
  const answer = await fetch(`${world.api.baseUrl}/v1/requests/%E0%A4%A`);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await answer.json()).toMatchObject({ code: 'malformed_request', status: 400 });
});

it('knows a session by the one name that its cookie has here, and by no other', async () => {
  const person = await world.api.signUp('Cookie');
  const { cookie = '' } = person.headers();
  const statusWith = async (sent: string) => (await fetch(`${world.api.baseUrl}/v1/session`, { headers: { cookie: sent } })).status;
  expect(await statusWith(cookie)).toBe(200);
  expect(await statusWith(`__Secure-${cookie}`)).toBe(401);
});
