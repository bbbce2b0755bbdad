import { openTestReceiver, type Mix, type TestReceiver } from '@countersign/receiver';
import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** What can be known at a receiver of a call that was not answered. */
export const receiverKinds = ['webhook', 'honours', 'tells', 'neither'] as const;
export type ReceiverKind = (typeof receiverKinds)[number];

export interface EffectReceiver {
  readonly kind: ReceiverKind;
  readonly receiver: TestReceiver;
  /** Of webhooks. */
  readonly secret: string;
}

/** How calls are treated, in a thousand: one in eight badly. What was done and not told is what makes the difference. */
export const mix: Mix = [
  [875, {}],
  [30, { does: 'answers late', maxMs: 150 }],
  [20, { does: 'fails after acting' }],
  [15, { does: 'cuts', at: 'before the answer', acts: true }],
  [8, { does: 'cuts', at: 'in the headers', acts: true }],
  [8, { does: 'cuts', at: 'in the body', acts: true }],
  [10, { does: 'cuts', at: 'before the answer', acts: false }],
  [10, { status: 500, acts: false }],
  [6, { does: 'hangs', acts: true }],
  [4, { does: 'hangs', acts: false }],
  [3, { does: 'never stops' }],
  [2, { does: 'swells' }],
  [3, { does: 'answers badly', with: 'no JSON' }],
  [2, { does: 'lies' }],
  [2, { does: 'redirects', to: 'a private address' }],
  [2, { does: 'puts off', status: 503, retryAfterSeconds: 1, saysAs: 'seconds' }],
];

export async function openEffectReceivers(seed: number): Promise<EffectReceiver[]> {
  return Promise.all(receiverKinds.map(async (kind, index) => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const signed = new Webhook(secret);
    const refuses = ({ body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> }): string | null => {
      try {
        signed.verify(body, headers);
        return null;
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : 'what came could not be read';
      }
    };
    const receiver = await openTestReceiver({ seed: seed + index, honoursKeys: kind === 'webhook' || kind === 'honours', otherwise: mix, subjectOf: requestIn, ...(kind === 'webhook' && { refuses }) });
    return { kind, receiver, secret };
  }));
}

/** The request that a call is about, in a webhook or in a call's body. */
export function requestIn(body: string): string | null {
  try {
    const { for: request, data } = JSON.parse(body) as { readonly for?: unknown; readonly data?: { readonly requestId?: unknown } };
    const found = request ?? data?.requestId;
    return typeof found === 'string' ? found : null;
  } catch {
    return null;
  }
}
