import { openTestReceiver, type Arrival, type TestReceiver } from '@countersign/receiver';
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

export interface SignedReceiver {
  readonly receiver: TestReceiver;
  readonly secret: string;
}

const delayMaxMs = 200;

/**
 * Where effects end: takes only what is signed and names a request, and answers late by up to 200 ms, so that kills hit between
 * the outside act and its record. What was taken was done before the answer, whoever hears of it.
 */
export async function openSignedReceiver(seed: number): Promise<SignedReceiver> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const webhook = new Webhook(secret);
  const refuses = ({ body, headers, subject }: Arrival): string | null => {
    try {
      webhook.verify(body, headers);
      return subject === null ? 'an event came that names no request' : null;
    } catch (thrown) {
      return thrown instanceof Error ? thrown.message : 'what came could not be read';
    }
  };
  return { receiver: await openTestReceiver({ seed, otherwise: { does: 'answers late', maxMs: delayMaxMs, status: 204 }, refuses, subjectOf: requestIn }), secret };
}

function requestIn(body: string): string | null {
  try {
    const { data } = JSON.parse(body) as { readonly data?: { readonly requestId?: unknown } };
    return typeof data?.requestId === 'string' ? data.requestId : null;
  } catch {
    return null;
  }
}
