import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { badAnswers, privateAddress, type Answer, type Behaviour, type CutAt } from './behaviours.js';

export interface Stage {
  readonly response: ServerResponse;
  /** What an honest receiver would say to this call. */
  readonly honest: Answer;
  /** Where the caller believes to be. */
  readonly url: string;
  readonly isUp: boolean;
  /** From 0 to 1, drawn for this call. */
  readonly chance: number;
  /** Aborted when the receiver is closed: nothing outlives it. */
  readonly closed: AbortSignal;
}

/** Lets a call have what was planned for it. Returns when that is over, for some only when the caller has had enough. */
export async function perform(behaviour: Behaviour, stage: Stage): Promise<void> {
  const { response, honest, closed } = stage;
  switch (behaviour.does) {
    case 'answers':
    case 'lies':
      return send(response, honest);
    case 'answers late':
      await pause('ms' in behaviour ? behaviour.ms : stage.chance * behaviour.maxMs, undefined, { signal: closed });
      return send(response, honest);
    case 'trickles':
      return trickle(stage, behaviour.part, 1000 / (behaviour.bytesPerSecond ?? 1));
    case 'hangs':
      return;
    case 'flaps':
      return stage.isUp ? send(response, honest) : cut(stage, 'before the answer');
    case 'puts off':
      return send(response, { status: behaviour.status, headers: { 'retry-after': behaviour.saysAs === 'seconds' ? String(behaviour.retryAfterSeconds) : new Date(Date.now() + behaviour.retryAfterSeconds * 1000).toUTCString() }, body: '' });
    case 'fails after acting':
      return send(response, { status: behaviour.status ?? 500, headers: {}, body: '' });
    case 'cuts':
      return cut(stage, behaviour.at);
    case 'never stops':
      return neverStop(stage);
    case 'swells':
      return send(response, { ...honest, headers: { ...honest.headers, 'x-swollen': 'x'.repeat(behaviour.headerBytes ?? 256 * 1024) } });
    case 'redirects':
      return send(response, { status: behaviour.status ?? 302, headers: { location: targetOf(behaviour.to, stage.url) }, body: '' });
    case 'answers badly':
      return send(response, badAnswers[behaviour.with]);
  }
}

const targetOf = (to: URL | 'a private address' | 'itself', here: string) => (to === 'itself' ? here : to === 'a private address' ? privateAddress : to.href);

export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

async function trickle({ response, honest, closed }: Stage, part: 'headers' | 'body', msPerByte: number): Promise<void> {
  const { socket } = response;
  if (!socket) return;
  const body = honest.body === '' ? 'slowly' : honest.body;
  const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
  if (part === 'body') socket.write(head);
  for (const byte of Buffer.from(part === 'body' ? body : head + body)) {
    if (socket.destroyed) return;
    socket.write(Buffer.of(byte));
    await pause(msPerByte, undefined, { signal: closed });
  }
  // Written past the server, which does not know that the call was answered.
  socket.end();
}

async function neverStop({ response, closed }: Stage): Promise<void> {
  const chunk = Buffer.alloc(16 * 1024, 'x');
  response.writeHead(200, { 'content-type': 'text/plain' });
  async function* endless() {
    // Whoever reads on would fill the machine.
    for (;; await pause(1, undefined, { signal: closed })) yield chunk;
  }
  await pipeline(Readable.from(endless()), response);
}

/** What was said before reaches the other side first: a reset may overtake it. */
const saidMs = 25;

async function cut({ response, honest, closed }: Stage, at: CutAt): Promise<void> {
  const { socket } = response;
  if (!socket) return;
  const body = honest.body === '' ? 'cut in the middle' : honest.body;
  if (at !== 'before the answer') {
    const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Le`;
    socket.write(at === 'in the headers' ? head : `${head}ngth: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, body.length / 2)}`);
    await pause(saidMs, undefined, { signal: closed });
  }
  breakOff(socket);
}

/** A reset, as from a process that died; under TLS only the end of the connection, as Node resets no other. */
export function breakOff(socket: Socket): void {
  if ('encrypted' in socket) socket.destroy();
  else socket.resetAndDestroy();
}
