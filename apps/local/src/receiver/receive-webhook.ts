import type { IncomingMessage } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { Received } from './received-log.js';

/** An answer to the sender: status and a sentence. */
export interface Answer {
  readonly status: number;
  readonly says: string;
}

export const BODY_LIMIT_BYTES = 1024 * 1024;

/** The request's body, or undefined when it is longer than 1 MiB. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read on to the end: a sender that is still sending does not read our answer.
    if (bytes <= BODY_LIMIT_BYTES) chunks.push(chunk);
  }
  return bytes > BODY_LIMIT_BYTES ? undefined : Buffer.concat(chunks);
}

/**
 * Judges one delivery by the Standard Webhooks specification: signed by one of the secrets, and not older
 * or newer than five minutes.
 *
 * @param secrets each `whsec_` and base64; several during a rotation
 */
export function judgeDelivery(body: Buffer, request: IncomingMessage, secrets: readonly string[]): Received {
  const headers = {
    'webhook-id': headerOf(request, 'webhook-id'),
    'webhook-timestamp': headerOf(request, 'webhook-timestamp'),
    'webhook-signature': headerOf(request, 'webhook-signature'),
  };
  const came = { at: new Date().toISOString(), webhookId: headers['webhook-id'] };
  let refusal = 'This receiver has no secret yet';
  for (const secret of secrets) {
    try {
      const verified: unknown = new Webhook(secret).verify(body, headers);
      return { ...came, verified: true, refusal: null, body: verified ?? null };
    } catch (error) {
      refusal = error instanceof Error ? error.message : String(error);
    }
  }
  return { ...came, verified: false, refusal, body: null };
}

function headerOf(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
