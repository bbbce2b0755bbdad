import { plainConnection } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { callConnection } from './call-connection.part.js';

let server: Server;
let host: string;
let asked = 0;
let reply: { readonly body: string; readonly link?: string } = { body: '{}' };
beforeAll(async () => {
  server = createServer((_, response) => {
    asked += 1;
    if (reply.link !== undefined) response.setHeader('link', reply.link);
    response.end(reply.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe('a call that comes to be made after what it is made for may have been taken over', () => {
  it('is not made, and is known not to have been (row:C2)', async () => {
    const call = (sendBeforeMs: number) => callConnection({ method: 'POST', path: '/payments', body: '{}', idempotencyKey: 'eff_1' }, { settings: { baseUrl: `http://${host}`, ...plainConnection }, credential: null, allowedHosts: [host], at: new Date(), sendBeforeMs });
    expect([await call(performance.now() - 1), asked]).toMatchObject([{ kind: 'not_sent', problem: expect.stringContaining('too late') }, 0]);
    expect([await call(performance.now() + 60_000), asked]).toMatchObject([{ kind: 'answered', status: 200 }, 1]);
  });
});

describe('an answer in which the secret stands', () => {
  it('is read as it came, and shown without it (row:D1)', async () => {
    reply = { body: '{"iban":"DE00 1","limit":100}', link: '</vendors?after=100>; rel="next"' };
    const outcome = await callConnection({ method: 'GET', path: '/vendors', body: null, idempotencyKey: null }, { settings: { baseUrl: `http://${host}`, ...plainConnection, auth: { kind: 'api_key', header: 'X-Api-Key' } }, credential: '00', allowedHosts: [host], at: new Date() });
    expect(outcome).toMatchObject({ text: reply.body, link: reply.link, reply: { body: '{"iban":"DE••• 1","limit":1•••}' } });
  });
});
