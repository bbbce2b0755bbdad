import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Received } from './check-payments.js';

/** What the workflow sends: that something is to be paid, and that it is not after all. */
export const paymentEvents = { payment: 'payment.requested', cancellation: 'payment.cancelled' } as const;
export type PaymentEvent = (typeof paymentEvents)[keyof typeof paymentEvents];

export const newReceiverSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** A receiver of our own on this machine: checks every signature and keeps what came for which request. */
export class PaymentReceiver {
  /** Each request's distinct webhook ids, by what they were about. */
  private readonly kept = { [paymentEvents.payment]: new Map<string, Set<string>>(), [paymentEvents.cancellation]: new Map<string, Set<string>>() };
  readonly problems: string[] = [];
  private readonly server: Server;
  private port = 0;

  constructor(
    readonly secret: string,
    /** Told of every one before it is acknowledged: what is not kept is sent again. */
    private readonly onDelivery: (event: PaymentEvent, requestId: string, webhookId: string) => void = () => undefined,
  ) {
    this.server = createServer((request, response) => {
      this.receive(request).then(
        (status) => response.writeHead(status).end(),
        (thrown: unknown) => {
          this.problems.push(String(thrown));
          response.writeHead(400).end();
        },
      );
    });
  }

  get received(): Received {
    return { payments: this.kept[paymentEvents.payment], cancellations: this.kept[paymentEvents.cancellation] };
  }

  get listeningPort(): number {
    return this.port;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ host: '127.0.0.1', port }, resolve);
    });
    this.port = (this.server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  get url(): string {
    return `http://${this.host}/payments`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Also for what an earlier run received. */
  keep(event: PaymentEvent, requestId: string, webhookId: string): void {
    const seen = this.kept[event].get(requestId) ?? new Set<string>();
    this.kept[event].set(requestId, seen.add(webhookId));
  }

  private async receive(request: IncomingMessage): Promise<number> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = Object.fromEntries(['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(request.headers[name] ?? '')]));
    const event = new Webhook(this.secret).verify(Buffer.concat(chunks), headers) as { readonly type?: unknown; readonly data?: unknown };
    const type = Object.values(paymentEvents).find((known) => known === event.type);
    if (type === undefined) throw new Error(`An event of type ${String(event.type)} came.`);
    const requestId = requestIdOf(event.data);
    const webhookId = headers['webhook-id'] ?? '';
    this.onDelivery(type, requestId, webhookId);
    this.keep(type, requestId, webhookId);
    return 204;
  }
}

function requestIdOf(data: unknown): string {
  const id = typeof data === 'object' && data !== null && 'requestId' in data ? data.requestId : undefined;
  if (typeof id !== 'string') throw new Error('An event came that names no request.');
  return id;
}
