import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';

export interface Arrival {
  readonly atMs: number;
  readonly webhookId: string;
  readonly requestId: string;
}

const delayMaxMs = 200;

/**
 * Where effects end: checks every signature, counts what came, and answers late by up to 200 ms, so that kills hit between
 * the outside act and its record. An arrival counts before the answer: the receiver has done its work then, whoever hears of it.
 */
export class SlowReceiver {
  readonly secret = `whsec_${randomBytes(32).toString('base64')}`;
  readonly arrivals: Arrival[] = [];
  readonly problems: string[] = [];
  private readonly server: Server;
  private port = 0;

  constructor(private readonly random: () => number) {
    this.server = createServer((request, response) => {
      this.receive(request).then(
        () => response.writeHead(204).end(),
        (thrown: unknown) => {
          this.problems.push(thrown instanceof Error ? thrown.message : 'what came could not be read');
          response.writeHead(400).end();
        },
      );
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}/orders`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async receive(request: IncomingMessage): Promise<void> {
    const body = await bodyOf(request);
    // A sender killed half-way through sent nothing.
    if (body === null) return;
    const headers = Object.fromEntries(['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(request.headers[name] ?? '')]));
    const event = new Webhook(this.secret).verify(body, headers) as { readonly data?: { readonly requestId?: unknown } };
    const requestId = event.data?.requestId;
    if (typeof requestId !== 'string') throw new Error('an event came that names no request');
    this.arrivals.push({ atMs: Date.now(), webhookId: headers['webhook-id'] ?? '', requestId });
    await pause(this.random() * delayMaxMs);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  } catch {
    return null;
  }
  return Buffer.concat(chunks);
}
