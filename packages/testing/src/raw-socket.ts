import { connect, type Socket } from 'node:net';
import type { RawAnswer } from './raw-call.js';

/** A connection on which anything can be said, well formed or not. */
export interface RawSocket {
  say(bytes: string | Uint8Array): void;
  /** Everything that came until the other side closed, or until an answer was whole. Throws when neither happens in time. */
  answers(): Promise<readonly RawAnswer[]>;
  /** Resolves when the other side has closed. */
  closed(): Promise<void>;
  /** Breaks off in the middle. */
  cut(): void;
}

// Only ever reached where something is wrong.
const patienceMs = 30_000;

export async function openSocket(baseUrl: string): Promise<RawSocket> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
  });
  // A reset is one of the answers that are tried here.
  socket.on('error', () => undefined);
  await new Promise((resolve, reject) => void socket.once('connect', resolve).once('error', reject));
  const until = (holds: () => boolean) => waitFor(socket, () => socket.closed || holds());
  return {
    say: (bytes) => void socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes),
    async answers() {
      await until(() => readAnswers(received).whole);
      return readAnswers(received).answers;
    },
    closed: () => until(() => false),
    cut: () => void socket.resetAndDestroy(),
  };
}

async function waitFor(socket: Socket, holds: () => boolean): Promise<void> {
  if (holds()) return;
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('there was no answer, and the connection stayed open')), patienceMs);
    const look = () => {
      if (!holds()) return;
      clearTimeout(timer);
      resolve();
    };
    // After the listener that keeps what came.
    socket.on('data', look).on('close', look);
  });
}

/** The answers in what was received; `whole` when at least one ended by its own length and nothing is left over. */
function readAnswers(received: Buffer): { readonly answers: RawAnswer[]; readonly whole: boolean } {
  const answers: RawAnswer[] = [];
  let rest = received;
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return { answers, whole: false };
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n');
    const headers = new Headers(lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    const length = Number(headers.get('content-length') ?? '0');
    const body = rest.subarray(end + 4, end + 4 + length);
    if (body.length < length) return { answers, whole: false };
    rest = rest.subarray(end + 4 + length);
    const status = Number(first.split(' ')[1]);
    const text = body.toString();
    if (status >= 200) answers.push({ status, headers, text, json: /json/.test(headers.get('content-type') ?? '') ? (JSON.parse(text) as Record<string, unknown>) : {} });
  }
  return { answers, whole: answers.length > 0 };
}
