import { Webhook } from 'standardwebhooks';
import { canonicalJson } from '../platform/digest.js';

/** The header webhook-id: one per effect, so the same on every attempt, and what a receiver tells twins by. */
export const webhookIdOf = (effectId: string) => `msg_${effectId}`;

export interface SignedWebhook {
  readonly body: string;
  readonly headers: { readonly [name: string]: string };
}

/** Body and headers per Standard Webhooks: the body is fixed when the effect is wanted, the timestamp is the attempt's. Signed with each secret, so that a receiver that knows one of them takes it. */
export function signWebhook(effect: { readonly id: string; readonly payload: string; readonly wantedAt: Date }, secrets: readonly string[], at: Date): SignedWebhook {
  const id = webhookIdOf(effect.id);
  const body = canonicalJson({ ...(JSON.parse(effect.payload) as object), timestamp: effect.wantedAt.toISOString() });
  const signature = secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' ');
  const headers = { 'content-type': 'application/json', 'user-agent': 'Countersign', 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature };
  return { body, headers };
}
