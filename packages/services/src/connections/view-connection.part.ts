import type { ConnectionSettings, ConnectionView } from '@countersign/contracts/connections';
import type { Connection } from '@countersign/database/connections';

/** Where a connection's secret is kept. */
export const placeOfSecret = (connectionId: string) => ({ field: 'connections.sealed_secret', row: connectionId }) as const;

/** What a caller sent about a connection, apart from its name and its secret. */
export function settingsOf({ kind, mail, chat, baseUrl, auth, idempotency, lookUpPath, order, limits, replySchema, onDrift, encoding }: ConnectionSettings): ConnectionSettings & { readonly encoding: 'json' | 'form' } {
  return { ...(kind !== undefined && kind !== 'http' && { kind }), ...(mail && { mail }), ...(chat && { chat }), baseUrl, auth, idempotency, lookUpPath, order, limits, replySchema, onDrift, encoding: encoding ?? 'json' };
}

export function connectionViewOf({ id, name, baseUrl, settings, sealedSecret, revision, pausedAt, changedAt }: Connection): ConnectionView {
  return { id, name, ...settingsOf({ baseUrl, ...settings }), hasSecret: sealedSecret !== null, revision, pausedAt: pausedAt?.toISOString() ?? null, changedAt: changedAt.toISOString() };
}

/** For the audit: whether there is a secret, and whether it was replaced, never which. */
export const toldOf = ({ name, baseUrl, settings, sealedSecret, pausedAt }: Connection) => ({ name, ...settingsOf({ baseUrl, ...settings }), hasSecret: sealedSecret !== null, paused: pausedAt !== null });
