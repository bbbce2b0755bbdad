import { liveEvent, type LiveEvent } from '@countersign/contracts/events';

/**
 * The events of a stream of live updates as they arrive, each checked by the contract, until it ends
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html). For programs: a browser has EventSource. Beats are passed over.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<LiveEvent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) yield liveEvent.parse(JSON.parse(data));
    }
  }
}
