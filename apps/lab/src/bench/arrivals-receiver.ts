import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where effects arrive: notes when each came, and answers at once, or not at all while it hangs. */
export class ArrivalsReceiver {
  /** By request: when it came first, milliseconds since 1970. */
  readonly firstMs = new Map<string, number>();
  count = 0;
  hangs = false;
  private readonly server: Server = createServer((request, response) => void this.receive(request, response));
  private port = 0;

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

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const atMs = Date.now();
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    } catch {
      return;
    }
    const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly data?: { readonly requestId?: string } };
    if (data?.requestId !== undefined && !this.firstMs.has(data.requestId)) this.firstMs.set(data.requestId, atMs);
    this.count += 1;
    if (!this.hangs) response.writeHead(204).end();
  }
}
