import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { keptAliveSend } from './kept-alive-send.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listening(answer: (request: IncomingMessage, body: string, response: ServerResponse) => void): Promise<{ url: string; connections: () => number }> {
  let connections = 0;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.on('end', () => answer(request, Buffer.concat(chunks).toString('utf8'), response));
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/here?a=1`, connections: () => connections };
}

describe('sending over kept connections', () => {
  test('gives the status, the headers and the body as fetch does, characters of several bytes included', async () => {
    const { url } = await listening((request, body, response) => {
      response.writeHead(409, { 'content-type': 'application/json', 'retry-after': '7', 'set-cookie': ['a=1', 'b=2'] }).end(JSON.stringify({ said: body, method: request.method, path: request.url, cookie: request.headers.cookie }));
    });
    const answer = await keptAliveSend(url, { method: 'POST', headers: { cookie: 'x=y' }, body: '“ü😀”' });
    expect([answer.status, answer.ok, answer.headers.get('Retry-After'), answer.headers.get('absent'), answer.headers.getSetCookie()]).toEqual([409, false, '7', null, ['a=1', 'b=2']]);
    expect(await answer.json()).toEqual({ said: '“ü😀”', method: 'POST', path: '/here?a=1', cookie: 'x=y' });
  });

  test('uses one connection for one call after the other', async () => {
    const { url, connections } = await listening((_, __, response) => response.end('{}'));
    for (let call = 0; call < 5; call += 1) await (await keptAliveSend(url, { method: 'GET', headers: {} })).json();
    expect(connections()).toBe(1);
  });

  test('rejects where the connection ends before the answer is whole, and where the answer is no JSON', async () => {
    const { url } = await listening((_, body, response) => {
      if (body === 'text') return void response.end('no JSON');
      response.writeHead(200, { 'content-length': '100' }).write('{"half":');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(keptAliveSend(url, { method: 'POST', headers: {}, body: 'cut' })).rejects.toThrow();
    const answer = await keptAliveSend(url, { method: 'POST', headers: {}, body: 'text' });
    await expect(answer.json()).rejects.toThrow();
  });
});
