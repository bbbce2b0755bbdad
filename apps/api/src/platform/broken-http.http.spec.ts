import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RefusalCode } from '@countersign/contracts/platform';
import { founderOf, keptRows, openSocket, openTestApi, type KeptRows, type Person, type RawAnswer, type TestApi } from '@countersign/testing';
import { databaseNames, leakFaults, problemFaults } from '@countersign/testing/input';
import { setTimeout } from 'node:timers/promises';

const requestTimeoutMs = 4_000;

let api: TestApi;
let founder: Person;
let names: readonly string[];
let before: KeptRows;
beforeAll(async () => {
  api = await openTestApi({ requestTimeoutMs });
  founder = await founderOf(api, 'Acme');
  names = await databaseNames(api.database);
}, 60_000);
afterAll(() => api.close());
beforeEach(async () => {
  before = await keptRows(api.database);
});
afterEach(async () => {
  // Whatever was said: nothing is kept of it, no error is ours, and the next call is answered.
  expect(await keptRows(api.database)).toEqual(before);
  expect(api.errors).toEqual([]);
  expect((await fetch(`${api.baseUrl}/v1/health`)).status).toBe(200);
});

const body = () => JSON.stringify({ name: `Role ${crypto.randomUUID()}`, permissions: [] });
/** The head of a call that would be carried out, with other lines put in, or in the place of those of the same name. */
function head(first = 'POST /v1/roles HTTP/1.1', lines: readonly string[] = [], without: readonly string[] = []): string {
  const usual = [`Host: ${new URL(api.baseUrl).host}`, `Cookie: ${founder.headers().cookie}`, `Idempotency-Key: ${crypto.randomUUID()}`, 'Content-Type: application/json', 'Connection: close'];
  const left = usual.filter((line) => !without.includes(line.split(':')[0] ?? ''));
  return [first, ...left, ...lines, '', ''].join('\r\n');
}
const whole = (first?: string, lines: readonly string[] = [], without: readonly string[] = [], text = body()) => head(first, [...lines, `Content-Length: ${Buffer.byteLength(text)}`], without) + text;

async function tell(bytes: string): Promise<readonly RawAnswer[]> {
  const socket = await openSocket(api.baseUrl);
  try {
    socket.say(bytes);
    return await socket.answers();
  } finally {
    socket.cut();
  }
}

/** All that is wrong with the one answer to something that is to be refused. */
async function faultsOf(bytes: string, ...codes: RefusalCode[]): Promise<string[]> {
  const answers = await tell(bytes);
  const [answer] = answers;
  if (!answer || answers.length > 1) return [`${answers.length} answers: ${answers.map(({ status }) => status).join(', ')}`];
  return [...problemFaults(answer, codes), ...leakFaults(answer, names)];
}

type Told = readonly [what: string, bytes: () => string, ...codes: RefusalCode[]];
const refused = (cases: readonly Told[]) => {
  it.each(cases)('%s', async (_what, bytes, ...codes) => {
    expect(await faultsOf(bytes(), ...codes)).toEqual([]);
  });
};

it('is told apart from a call that is carried out: the one that all of these spoil', async () => {
  const [answer] = await tell(whole());
  expect(answer?.status).toBe(201);
  before = await keptRows(api.database);
});

describe('a length that cannot be right is refused, so that nobody reads another request than we do (row:F6)', () => {
  const chunked = (chunks: string, lines: readonly string[] = []) => head(undefined, ['Transfer-Encoding: chunked', ...lines]) + chunks;
  refused([
    ['two lengths', () => whole(undefined, ['Content-Length: 5']), 'malformed_request'],
    ['the same length twice', () => head(undefined, ['Content-Length: 2', 'Content-Length: 2']) + '{}', 'malformed_request'],
    ['a list of lengths', () => head(undefined, ['Content-Length: 2, 2']) + '{}', 'malformed_request'],
    ['a length and chunks', () => chunked('2\r\n{}\r\n0\r\n\r\n', ['Content-Length: 2']), 'malformed_request'],
    ['a length below zero', () => head(undefined, ['Content-Length: -1']) + '{}', 'malformed_request'],
    ['a length with a sign', () => head(undefined, ['Content-Length: +2']) + '{}', 'malformed_request'],
    ['a length in hexadecimal', () => head(undefined, ['Content-Length: 0x2']) + '{}', 'malformed_request'],
    ['a length beyond all numbers', () => head(undefined, [`Content-Length: ${'9'.repeat(40)}`]) + '{}', 'malformed_request'],
    ['a length beyond what is taken', () => head(undefined, ['Content-Length: 999999999']) + '{}', 'payload_too_large'],
    ['chunks of another coding', () => head(undefined, ['Transfer-Encoding: chunked, identity']) + '2\r\n{}\r\n0\r\n\r\n', 'malformed_request'],
    ['chunks, twice', () => head(undefined, ['Transfer-Encoding: xchunked', 'Transfer-Encoding: chunked', 'Transfer-Encoding: cow']) + '0\r\n\r\n', 'malformed_request'],
    ['a chunk size that is none', () => chunked('zz\r\n{}\r\n0\r\n\r\n'), 'malformed_request'],
    ['a chunk size with a sign', () => chunked('-2\r\n{}\r\n0\r\n\r\n'), 'malformed_request'],
    ['a chunk longer than its size', () => chunked('1\r\n{}\r\n0\r\n\r\n'), 'malformed_request'],
    ['chunks without end', () => chunked(`1000\r\n${' '.repeat(4096)}\r\n`.repeat(80)), 'payload_too_large'],
    ['a chunk extension without end', () => chunked(`2;${'x'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`), 'malformed_request', 'payload_too_large'],
  ]);

  it('and rubbish behind a call that is carried out is never answered in its place', async () => {
    const statuses = (await tell(`${whole(undefined, [], ['Connection'])}GARBAGE\r\n\r\n`)).map(({ status }) => status);
    expect([[201], [201, 400], []]).toContainEqual(statuses);
    before = await settledRows();
  });
});

/** Rows once nothing changes any more: a call whose connection was closed before its answer may still be under way. */
async function settledRows(): Promise<KeptRows> {
  let rows = await keptRows(api.database);
  for (let calm = 0; calm < 5; calm += 1) {
    await setTimeout(200);
    const now = await keptRows(api.database);
    if (JSON.stringify(now) !== JSON.stringify(rows)) calm = -1;
    rows = now;
  }
  return rows;
}

describe('headers that no browser and no client sends are refused (row:F6)', () => {
  refused([
    ['none of Host', () => whole(undefined, [], ['Host']), 'malformed_request'],
    ['two of Host', () => whole(undefined, ['Host: elsewhere.example']), 'malformed_request'],
    ['a space before the colon', () => whole(undefined, ['X-A : b']), 'malformed_request'],
    ['a name with a control character', () => whole(undefined, ['X-\u0001: b']), 'malformed_request'],
    ['NUL in a value', () => whole(undefined, ['X-A: a\u0000b']), 'malformed_request'],
    ['no colon', () => whole(undefined, ['X-A']), 'malformed_request'],
    ['a line that is folded', () => whole(undefined, ['X-A: a', ' b: c']), 'malformed_request'],
    ['lines that end in a line feed', () => whole().replaceAll('\r\n', '\n'), 'malformed_request'],
    ['20,000 letters of one', () => whole(undefined, [`X-A: ${'a'.repeat(20_000)}`]), 'payload_too_large'],
    ['3,000 of them', () => whole(undefined, Array.from({ length: 3_000 }, (_, index) => `X-${index}: a`)), 'payload_too_large'],
    ['a cookie of 20,000 letters', () => whole(undefined, [`Cookie: a=${'a'.repeat(20_000)}`]), 'payload_too_large'],
    ['two keys', () => whole(undefined, ['Idempotency-Key: another']), 'idempotency_key_required'],
    ['two origins', () => whole(undefined, [`Origin: ${api.baseUrl}`, 'Origin: https://elsewhere.example']), 'origin_not_allowed'],
    ['an expectation that nobody meets', () => whole(undefined, ['Expect: gold']), 'malformed_request'],
  ]);

  it('and one of two sessions does not help the other: the call is made by one of them, or refused', async () => {
    const [answer] = await tell(whole(undefined, [`Cookie: ${(founder.headers().cookie ?? '').split('=')[0]}=forged`], ['Cookie']));
    expect([answer?.status, answer?.json.code]).toEqual([401, 'not_signed_in']);
  });
});

describe('a first line that is no call of ours is refused (row:F6)', () => {
  refused([
    ['no method', () => whole(' /v1/roles HTTP/1.1'), 'malformed_request'],
    ['a method of its own', () => whole('DECIDE /v1/roles HTTP/1.1'), 'malformed_request'],
    ['a method in small letters', () => whole('post /v1/roles HTTP/1.1'), 'malformed_request'],
    ['a method for tunnels of files', () => whole('PROPFIND /v1/roles HTTP/1.1'), 'method_not_allowed', 'not_found'],
    ['TRACE', () => head('TRACE /v1/roles HTTP/1.1', [], ['Content-Type']), 'method_not_allowed', 'not_found'],
    ['another method by a header', () => whole('DELETE /v1/roles HTTP/1.1', ['X-HTTP-Method-Override: POST']), 'method_not_allowed'],
    ['a version that there is not', () => whole('POST /v1/roles HTTP/9.9'), 'malformed_request'],
    ['no version', () => whole('POST /v1/roles'), 'malformed_request'],
    ['a path without a slash', () => whole('POST v1/roles HTTP/1.1'), 'malformed_request'],
    ['a path with a space', () => whole('POST /v1/ro les HTTP/1.1'), 'malformed_request'],
    ['a path with NUL', () => whole('POST /v1/roles\u0000 HTTP/1.1'), 'malformed_request'],
    ['a path with bytes of no letter', () => whole('POST /v1/roles\u00ff HTTP/1.1'), 'malformed_request', 'not_found'],
    ['a path with a backslash', () => whole('POST /v1\\roles HTTP/1.1'), 'not_found'],
    ['a path with parameters of its own', () => whole('POST /v1/roles;a=b HTTP/1.1'), 'not_found'],
    ['a path that leaves the API and comes back', () => whole('POST /../v1/roles HTTP/1.1'), 'not_found'],
    ['an asterisk', () => head('OPTIONS * HTTP/1.1', [], ['Content-Type']), 'not_found', 'malformed_request'],
    ['an address of 20,000 letters', () => whole(`POST /v1/roles?${'a'.repeat(20_000)} HTTP/1.1`), 'payload_too_large'],
    ['an address of 12,000 letters', () => whole(`POST /v1/roles?a=${'a'.repeat(12_000)} HTTP/1.1`), 'invalid_input'],
    ['the beginning of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'malformed_request'],
    ['the beginning of TLS', () => '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003', 'malformed_request'],
  ]);

  it('and a tunnel is not opened', async () => {
    expect(await tell(head('CONNECT elsewhere.example:443 HTTP/1.1', [], ['Content-Type']))).toEqual([]);
  });
});

// Whoever is at work in the database, or waits in a transaction there; the one who asks apart.
const busy = "select 1 from pg_stat_activity where datname = current_database() and usename like 'cs\\_%' and pid <> pg_backend_pid() and state <> 'idle'";

describe('who does not come to an end', () => {
  const unended: readonly (readonly [where: string, bytes: () => string])[] = [
    ['in the first line', () => 'POST /v1/ro'],
    ['in the headers', () => head().slice(0, -40)],
    ['in the body', () => whole().slice(0, -10)],
    ['in a chunk', () => `${head(undefined, ['Transfer-Encoding: chunked'])}ff\r\n{"name"`],
  ];

  it('in the first line, in the headers, in the body or in a chunk is told so and let go, and meanwhile holds nothing that others need (row:F6)', async () => {
    // All at once: they wait for the same time.
    const waiting = await Promise.all(unended.flatMap(([where, bytes]) => Array.from({ length: 40 }, async () => {
      const socket = await openSocket(api.baseUrl);
      socket.say(bytes());
      return { where, socket };
    })));
    expect((await fetch(`${api.baseUrl}/v1/session`, { headers: founder.headers() })).status).toBe(200);
    while ((await api.database.look(busy)).length > 0) await setTimeout(20);
    const faults: string[] = [];
    for (const { where, socket } of waiting) {
      const [answer] = await socket.answers();
      faults.push(...(answer ? [...problemFaults(answer, ['request_timeout']), ...leakFaults(answer, names)] : ['no answer']).map((fault) => `${where}: ${fault}`));
      await socket.closed();
    }
    expect(faults).toEqual([]);
  }, 60_000);

  it('or breaks off, at any byte, leaves nothing behind, and is not taken for a failure of ours (row:F6)', async () => {
    const call = whole();
    for (let at = 1; at < call.length; at += 23) {
      const socket = await openSocket(api.baseUrl);
      socket.say(call.slice(0, at));
      socket.cut();
    }
  }, 60_000);
});

describe('an API that is told to stop', () => {
  it('does not wait for callers who have not sent all of a request (row:F6)', async () => {
    const own = await openTestApi({ on: api.database });
    const sockets = await Promise.all(['', 'POST /v1/ro', whole().slice(0, -10)].map(async (bytes) => {
      const socket = await openSocket(own.baseUrl);
      if (bytes !== '') socket.say(bytes);
      return socket;
    }));
    // Nothing tells from outside when the bytes have been read; an answer on a later connection comes after it.
    await fetch(`${own.baseUrl}/v1/health`);
    await own.close();
    for (const socket of sockets) await socket.closed();
  });
});
