import { describe, expect, it } from '@jest/globals';
import { listGroupMembers } from '@countersign/contracts/groups';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendRaw } from './raw-call.js';

describe('a path that is given', () => {
  it('arrives as it is written, whatever a client would make of it', async () => {
    const server = createServer((request, response) => response.writeHead(404, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] }).end(JSON.stringify({ arrived: request.url, method: request.method, key: request.headers['idempotency-key'] ?? null })));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const written = ['/v1/groups/%2e%2e/members', '/v1/groups/../members', '/v1/groups/./members', '/v1/groups/%/members'];
    const answers = await Promise.all(written.map((path) => sendRaw(baseUrl, listGroupMembers, {}, { path })));
    server.close();
    expect(answers.map(({ json }) => json)).toEqual(written.map((arrived) => ({ arrived, method: 'GET', key: null })));
    expect(answers[0]?.status).toBe(404);
    expect(answers[0]?.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });
});
