import type { AskToMake, ClaimedEffect, MailToSend, NoticeToGive, WebhookToSend } from '@countersign/database/effects';
import type { House } from '../platform/index.js';

const marginMs = 2_000;

/** Whether it is carried out in a system that is connected: a webhook goes to an endpoint, a notice and what people are asked to do nowhere. */
export const isThroughConnection = (effect: ClaimedEffect): effect is Exclude<ClaimedEffect, AskToMake | NoticeToGive | WebhookToSend> => effect.kind !== 'webhook' && effect.kind !== 'notice' && effect.kind !== 'ask';

interface Limits {
  readonly connectMs: number;
  readonly headersMs: number;
  readonly bodyMs: number;
}

/** The longest call, and how long an effect that makes it is held: longer than that. */
function spansOf(house: House, { connectMs, headersMs, bodyMs }: Limits): { readonly callMs: number; readonly heldMs: number } {
  const callMs = connectMs + headersMs + bodyMs;
  return { callMs, heldMs: Math.max(house.settings.delivery.leaseMs, callMs + marginMs) };
}

/**
 * Until when a call may be begun, by `performance.now()`, of what was held at `fromMs`: whoever takes over has to find it done or not begun. A worker that
 * stood still in between, or waited for the database to say that it holds it, comes too late.
 */
export function sendBeforeMs(house: House, limits: Limits, fromMs: number): number {
  const { callMs, heldMs } = spansOf(house, limits);
  return fromMs + heldMs - callMs;
}

/**
 * Holds an effect anew, right before something is sent: what comes first, reading records or fetching a token, may have taken longer than
 * it was held for. False where somebody else has taken it over: nothing may be sent any more.
 */
export function keepHold(house: House, tenantId: string, effect: ClaimedEffect): Promise<boolean> {
  const limits = isThroughConnection(effect) ? effect.connection.settings.limits : { connectMs: 0, headersMs: 0, bodyMs: 0 };
  return house.tenancy.run({ tenantId }, (tx) => tx.effectRuns.renew(effect.id, effect.attempts, spansOf(house, limits).heldMs));
}

/**
 * Holds a mail anew once the mail server is ready to be handed it: greeting, TLS and signing in may have taken long. Until when it may be handed over, by `performance.now()`, so
 * that the server's reply still comes while it is held; null where somebody else has taken it over.
 */
export async function holdMail(house: House, tenantId: string, effect: MailToSend): Promise<number | null> {
  const { limits } = effect.connection.settings;
  const fromMs = performance.now();
  return (await keepHold(house, tenantId, effect)) ? sendBeforeMs(house, limits, fromMs) + limits.connectMs : null;
}
