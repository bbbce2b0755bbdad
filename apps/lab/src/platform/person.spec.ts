import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { getSession, signOut } from '@countersign/contracts/identity';
import { createTenant } from '@countersign/contracts/tenants';
import { codeOf, Person } from './person.js';

interface Seen {
  readonly line: string;
  readonly key: string | undefined;
  readonly cookie: string | undefined;
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers in turn, and what it saw. */
async function answering(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]): Promise<{ baseUrl: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    seen.push({ line: `${request.method} ${request.url}`, key: request.headers['idempotency-key'] as string | undefined, cookie: request.headers.cookie });
    request.resume().on('end', () => (answers[seen.length - 1] ?? answers.at(-1))?.(response, request));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const json = (status: number, body: unknown, headers: Record<string, string | string[]> = {}) => (response: ServerResponse) =>
  void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const account = { name: 'Ana', email: 'ana@x.example', password: 'a long password' };

describe('a person', () => {
  test('keeps the cookies of the session, changed and cleared', async () => {
    const { baseUrl, seen } = await answering(
      json(200, { user: {} }, { 'set-cookie': ['session=a; Path=/; HttpOnly', 'other=b=c; Path=/'] }),
      json(200, {}, { 'set-cookie': ['session=d; Path=/'] }),
      json(200, {}, { 'set-cookie': ['session=; Max-Age=0', 'other=; Path=/'] }),
      json(200, {}),
    );
    const person = new Person(baseUrl, account);
    await person.enter();
    await person.call(getSession, {});
    await person.call(signOut, {});
    await person.call(getSession, {});
    expect(seen.map(({ cookie }) => cookie)).toEqual([undefined, 'session=a; other=b=c', 'session=d; other=b=c', undefined]);
  });

  test('signs in where the account is there already', async () => {
    const { baseUrl, seen } = await answering(json(409, { code: 'email_taken', title: 'taken' }), json(200, { user: {} }));
    await new Person(baseUrl, account).enter();
    expect(seen.map(({ line }) => line)).toEqual(['POST /v1/auth/sign-up/email', 'POST /v1/auth/sign-in/email']);
  });

  test('asks again under the same key where there was no answer', async () => {
    const { baseUrl, seen } = await answering((response) => void response.destroy(), json(500, {}), json(201, { memberId: 'm', tenantName: 'T' }));
    const reply = await new Person(baseUrl, account).call(createTenant, { body: { name: 'T' } });
    expect(reply).toEqual({ memberId: 'm', tenantName: 'T' });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('waits where the server asks for patience, and hands on every other refusal at once', async () => {
    const { baseUrl, seen } = await answering(json(429, { code: 'rate_limited', title: 'wait' }, { 'retry-after': '1' }), json(403, { code: 'permission_denied', title: 'no' }));
    const begun = performance.now();
    const thrown: unknown = await new Person(baseUrl, account).call(createTenant, { body: { name: 'T' } }).catch((error: unknown) => error);
    expect(codeOf(thrown)).toBe('permission_denied');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
    expect(seen).toHaveLength(2);
  });
});
