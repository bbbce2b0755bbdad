import type { DeliveryRow, EndpointRow, SecretRow } from '@countersign/database/webhooks';
import type { EndpointState, WebhookDeliveryView, WebhookEndpointView } from '@countersign/contracts/webhooks';
import { webhookIdOf } from './sign-webhook.part.js';

export const endpointViewOf = ({ id, name, url, createdAt, state, stateAt, stateBecause, apiVersion }: EndpointRow): WebhookEndpointView => ({
  id, name, url, createdAt: createdAt.toISOString(), state: state as EndpointState, stateSince: stateAt?.toISOString() ?? null, stateBecause, version: apiVersion,
});

export const secretViewOf = ({ id, createdAt, validUntil }: SecretRow) => ({ id, createdAt: createdAt.toISOString(), validUntil: validUntil?.toISOString() ?? null });

/** Seconds after the first attempt at which each attempt is made, before variation. */
export function scheduleSeconds(delaysMs: readonly number[]): number[] {
  let sumMs = 0;
  return [0, ...delaysMs.map((delayMs) => Math.round((sumMs += delayMs) / 1000))];
}

export const deliveryViewOf = (row: DeliveryRow, schedule: number[]): WebhookDeliveryView => ({
  id: row.id,
  endpoint: { id: row.endpointId, name: row.endpointName, url: row.endpointUrl },
  effectId: row.effectId,
  requestId: row.requestId,
  requestNumber: row.requestNumber,
  event: row.event,
  webhookId: webhookIdOf(row.effectId),
  state: row.state as WebhookDeliveryView['state'],
  heldBy: row.heldBy as WebhookDeliveryView['heldBy'],
  attempts: row.attempts.map((attempt) => ({ ...attempt, startedAt: new Date(attempt.startedAt).toISOString() })),
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  scheduleSeconds: schedule,
  createdAt: row.createdAt.toISOString(),
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
});

/** How far back the health of an endpoint looks. */
export const healthSince = (now: Date) => new Date(now.getTime() - 24 * 3_600_000);
