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

  private socket: Socket | null = null;

  private constructor(private readonly url: URL) {}

  static async open(baseUrl: string): Promise<HttpLine> {
    const line = new HttpLine(new URL(baseUrl));
    await line.connected();
    return line;
  }

  /** Sends a POST that was built by `postOf`, and gives the status and the head of its answer; on a new connection where the server ended the one that lay idle. */
  async send(post: Buffer): Promise<{ status: number; head: string }> {
    const socket = await this.connected();
    return new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
      socket.write(post);
    });
  }

  private async connected(): Promise<Socket> {
    if (this.socket !== null) return this.socket;
    const socket = connect({ host: this.url.hostname, port: Number(this.url.port) });
    await once(socket, 'connect');
    socket.setNoDelay(true);
    const lost = (error: Error) => {
      if (this.socket === socket) this.socket = null;
      this.fail?.(error);
    };
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('end', () => lost(new Error('the server closed the connection')));
    socket.on('close', () => lost(new Error('the connection was closed')));
    socket.on('error', lost);
    this.received.length = 0;
    return (this.socket = socket);
  }

  postOf(path: string, headers: Readonly<Record<string, string>>, body: object): Buffer {
    const text = JSON.stringify(body);
    const lines = Object.entries({ host: this.url.host, 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)), ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
  }

  close(): void {
    this.fail = null;
    this.socket?.destroy();
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
