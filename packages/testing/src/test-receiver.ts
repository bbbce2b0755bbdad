import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call that a receiver got. */
export interface ReceivedCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How a receiver answers: a status with headers, or nothing at all while the promise hangs. */
export type ReceiverAnswer = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/** A real HTTP receiver on a port of its own, which answers as it is told. */
export interface TestReceiver {
  readonly url: string;
  /** For `allowedWebhookHosts`. */
  readonly host: string;
  readonly calls: readonly ReceivedCall[];
  /** Answers for the calls to come, in order; 204 after the last. */
  plan(...answers: (ReceiverAnswer | (() => Promise<ReceiverAnswer>))[]): void;
  close(): Promise<void>;
}

export async function openTestReceiver(): Promise<TestReceiver> {
  const calls: ReceivedCall[] = [];
  const answers: (ReceiverAnswer | (() => Promise<ReceiverAnswer>))[] = [];
  const server = createServer((request, response) => void receive(request, response));
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    calls.push({ path: request.url ?? '', headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString('utf8') });
    const planned = answers.shift() ?? { status: 204 };
    const { status, headers = {}, body } = typeof planned === 'function' ? await planned() : planned;
    response.writeHead(status, headers).end(body);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  return {
    url: `http://${host}/hook`,
    host,
    calls,
    plan: (...planned) => void answers.push(...planned),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
