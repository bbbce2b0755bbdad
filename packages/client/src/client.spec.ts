import { getGroup, renameGroup } from '@countersign/contracts/groups';
import { signIn } from '@countersign/contracts/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, NoAnswer, RefusedByServer } from './client.js';
import { defaultRetries, waitBefore } from './retries.js';

type Answer = (response: ServerResponse) => void;

let server: Server;
let baseUrl: string;
let asked: IncomingMessage[] = [];
let answers: Answer[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    (answers.shift() ?? done)(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
  [asked, answers] = [[], []];
});

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const done = json(200, { name: 'Partners' });
const cut: Answer = (response) => response.destroy();
const half: Answer = (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":');
const refused = (status: number, code: string, headers?: Record<string, string>) => json(status, { code, title: code, status }, headers);

const rename = (options: Parameters<typeof createClient>[0]['retries'] = { firstWaitMs: 1 }, call = {}) => createClient({ baseUrl, retries: options }).call(renameGroup, { params: { groupId: 'g' }, body: { name: 'Partners' } }, call);
const keysOf = () => asked.map(({ headers }) => headers['idempotency-key']);

describe('a call that gets no verdict', () => {
  it('is made again with the same key: where the connection is cut, the answer is cut off, or a proxy or the server fails (row:D4)', async () => {
    answers = [cut, half, json(502, 'Bad Gateway')];
    await expect(rename()).resolves.toEqual({ name: 'Partners' });
    expect(keysOf()).toHaveLength(4);
    expect(new Set(keysOf()).size).toBe(1);
  });

  it('ends as what it is after the last attempt, and with the key that was given (row:D4)', async () => {
    answers = [cut, cut, cut, cut];
    await expect(rename({ firstWaitMs: 1 }, { idempotencyKey: 'order-4712' })).rejects.toBeInstanceOf(NoAnswer);
    expect(keysOf()).toEqual(['order-4712', 'order-4712', 'order-4712', 'order-4712']);
  });

  it('is made once where it carries no key and changes something, and where somebody turned this off (row:D4)', async () => {
    answers = [cut];
    await expect(createClient({ baseUrl }).call(signIn, { body: { email: 'a@b.example', password: 'correct horse' } })).rejects.toBeInstanceOf(NoAnswer);
    answers = [cut];
    await expect(rename(false)).rejects.toBeInstanceOf(NoAnswer);
    expect(asked).toHaveLength(2);
  });

  it('is left at once where it is aborted while it waits (row:D4)', async () => {
    answers = [cut];
    const stopping = new AbortController();
    const ends = createClient({ baseUrl, retries: { firstWaitMs: 1e9, longestWaitMs: 1e9, withinMs: 1e12 } }).call(getGroup, { params: { groupId: 'g' } }, { signal: stopping.signal });
    setTimeout(() => stopping.abort(new Error('enough')), 50);
    await expect(ends).rejects.toThrow('enough');
    expect(asked).toHaveLength(1);
  });
});

describe('a call that is refused', () => {
  it('is made again where it was told to come back, and not before (row:D4)', async () => {
    answers = [refused(429, 'rate_limited', { 'retry-after': '1' }), refused(503, 'unavailable')];
    const startedAt = performance.now();
    await expect(rename()).resolves.toEqual({ name: 'Partners' });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1000);
    expect(new Set(keysOf()).size).toBe(1);
  });

  it('is not made again where the answer would be the same (row:D4)', async () => {
    answers = [refused(409, 'name_taken')];
    await expect(rename()).rejects.toBeInstanceOf(RefusedByServer);
    expect(asked).toHaveLength(1);
  });

  it('is not waited for longer than is left (row:D4)', async () => {
    answers = [refused(429, 'rate_limited', { 'retry-after': '3600' })];
    await expect(rename()).rejects.toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: 3600 } });
    expect(asked).toHaveLength(1);
  });
});

describe('the wait before another attempt', () => {
  const made = (attempts: number) => ({ attempts, sinceMs: 0 });

  it('doubles up to its limit, of which chance takes a part, and comes on top of what was asked for (row:D4)', () => {
    const unknown = { isUnknown: true };
    expect([1, 2, 3].map((attempts) => waitBefore(getGroup, unknown, made(attempts), defaultRetries, 0.5))).toEqual([125, 250, 500]);
    expect(waitBefore(getGroup, unknown, made(9), { ...defaultRetries, attemptsMax: 10 }, 0.999)).toBe(7992);
    expect(waitBefore(getGroup, { isUnknown: false, code: 'unavailable', retryAfterSeconds: 2 }, made(1), defaultRetries, 0.5)).toBe(2125);
    expect(waitBefore(getGroup, unknown, made(4), defaultRetries, 0)).toBeNull();
  });
});
