import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpLine } from './http-line.js';

let server: Server;
let baseUrl: string;
beforeAll(async () => {
  server = createServer({ keepAliveTimeout: 20, keepAliveTimeoutBuffer: 0 }, (request, response) => void (request.url === '/hang' ? response.destroy() : response.end('done')));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe('a line of requests', () => {
  it('goes on where the server ended the connection that lay idle: the next request is answered all the same', async () => {
    const line = await HttpLine.open(baseUrl);
    const post = line.postOf('/', {}, {});
    expect((await line.send(post)).status).toBe(200);
    await pause(120);
    expect((await line.send(post)).status).toBe(200);
    line.close();
  });

  it('fails the request whose connection is lost, instead of waiting for ever', async () => {
    const line = await HttpLine.open(baseUrl);
    await expect(line.send(line.postOf('/hang', {}, {}))).rejects.toThrow('closed');
    line.close();
  });
});
