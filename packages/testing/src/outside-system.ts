import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an outside system answers. */
export interface OutsideAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** As JSON; text as it is. */
  readonly body?: unknown;
}

export interface OutsideCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answerer = (call: OutsideCall) => OutsideAnswer | Promise<OutsideAnswer>;

/** Another system on a loopback port, which answers as it is told and remembers what it was asked. */
export interface OutsideSystem {
  /** For `allowedWebhookHosts`. */
  readonly host: string;
  readonly calls: OutsideCall[];
  answer: Answerer;
  close(): Promise<void>;
}

export async function openOutsideSystem(answer: Answerer = () => ({ status: 404 })): Promise<OutsideSystem> {
  const calls: OutsideCall[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const path = request.url ?? '/';
      const call = { method: request.method ?? '', path, query: new URL(path, 'http://outside.example').searchParams, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') };
      calls.push(call);
      const { status = 200, headers = {}, body = {} } = await system.answer(call);
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(typeof body === 'string' ? body : JSON.stringify(body));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const system: OutsideSystem = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    answer,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return system;
}

/** Lists records a page at a time, by the offset after which the next page begins. */
export const pagesOf = (records: readonly object[], size: number): Answerer => ({ query }) => {
  const from = Number(query.get('after') ?? '0');
  const more = from + size < records.length;
  return { body: { items: records.slice(from, from + size), ...(more && { next: `?after=${from + size}` }) } };
};
