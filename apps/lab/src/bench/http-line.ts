import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');

/**
 * One connection that carries one HTTP/1.1 request after the other and reads as little of the answers as it can: what the load
 * generator spends is taken from what it measures, on the same processors. Answers must say their length.
 */
export class HttpLine {
  private readonly received: Buffer[] = [];
  private settle: ((answer: { status: number; head: string }) => void) | null = null;
  private fail: ((error: Error) => void) | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('close', () => this.fail?.(new Error('the server closed the connection')));
    socket.on('error', (error) => this.fail?.(error));
  }

  static async open(baseUrl: string): Promise<HttpLine> {
    const { hostname, port, host } = new URL(baseUrl);
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    return new HttpLine(socket, host);
  }

  /** Sends a POST that was built by `postOf`, and gives the status and the head of its answer. */
  send(post: Buffer): Promise<{ status: number; head: string }> {
    return new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
      this.socket.write(post);
    });
  }

  postOf(path: string, headers: Readonly<Record<string, string>>, body: object): Buffer {
    const text = JSON.stringify(body);
    const lines = Object.entries({ host: this.host, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)), ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
  }

  close(): void {
    this.fail = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    const all = this.received.length === 1 ? chunk : Buffer.concat(this.received);
    const end = all.indexOf(headEnd);
    if (end < 0) return;
    const head = all.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (Number.isNaN(length)) return this.fail?.(new Error('an answer does not say its length'));
    if (all.length < end + headEnd.length + length) return;
    this.received.length = 0;
    this.settle?.({ status: Number(head.slice(9, 12)), head });
  }
}
