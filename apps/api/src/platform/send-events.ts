import type { LiveEvent } from '@countersign/contracts/events';
import type { Following } from '@countersign/services/events';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';

const beatMs = 15_000;
/** A reader that takes nothing in is let go: it comes back and reads from where it was. */
const unreadBytesMax = 64 * 1024;

/** Sends events as they come (https://html.spec.whatwg.org/multipage/server-sent-events.html), each checked, until either end leaves. */
export async function sendEvents(reply: FastifyReply, following: Following, check: (event: LiveEvent) => unknown): Promise<Readable> {
  let leave = () => undefined as void;
  let isGone = false;
  const beat = setInterval(() => push(': still here\n\n'), beatMs);
  const stream = new Readable({
    read: () => undefined,
    destroy(error, done) {
      isGone = true;
      clearInterval(beat);
      leave();
      done(error);
    },
  });
  const push = (text: string) => {
    if (isGone) return;
    stream.push(text);
    if (stream.readableLength > unreadBytesMax) stream.destroy();
  };
  const sink = {
    send: (event: LiveEvent) => push(textOf(check(event) as LiveEvent)),
    end: () => void (isGone || stream.push(null)),
  };
  // The connection ends with the stream: a process that goes does not wait for the reader to let it go.
  void reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
  try {
    leave = await following.follow(sink);
  } catch (error) {
    stream.destroy();
    throw error;
  }
  // Whoever left while it was being opened is not told of anything.
  if (isGone) leave();
  return stream;
}

/** Readers come back after a second, unless they are told why not to. */
const textOf = (event: LiveEvent) => `retry: 1000\nevent: ${event.event}\n${'id' in event ? `id: ${event.id}\n` : ''}data: ${JSON.stringify(event)}\n\n`;
