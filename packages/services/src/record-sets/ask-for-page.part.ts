import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { HeldReading } from '@countersign/database/record-sets';
import { callConnection, credentialOf, forgetToken } from '../connections/index.js';
import type { House } from '../platform/index.js';
import { readPage, type Page } from './read-page.part.js';

/** What asking for a page came to. `health` is what that says of the system that was asked; null where it says nothing. */
export type AskedPage = { readonly health: 'answers' | 'fails' | { readonly closedForMs: number } | null } & (
  | { readonly kind: 'page'; readonly page: Page }
  /** It may be asked for again, or asking again will not help. */
  | { readonly kind: 'later' | 'final'; readonly problem: string }
);

const retryAfterMsMax = 24 * 3_600_000;

/** Asks for the page that a reading has come to. Reading changes nothing there: asked twice, it is read twice. Never throws. */
export async function askForPage(house: House, tenantId: string, { reading, set, connection }: HeldReading, at: Date): Promise<AskedPage> {
  const settings: ConnectionSettings = { baseUrl: connection.baseUrl, ...connection.settings };
  const credential = await credentialOf(house, tenantId, connection, settings);
  if (!credential.ok) return { kind: credential.final ? 'final' : 'later', problem: credential.problem, health: null };
  const path = reading.nextPath ?? '';
  const outcome = await callConnection({ method: 'GET', path, body: null, idempotencyKey: null }, { settings, credential: credential.value, allowedHosts: house.settings.allowedWebhookHosts, at });
  if (outcome.kind === 'refused') return { kind: 'final', problem: outcome.problem, health: null };
  if (outcome.kind !== 'answered') return { kind: 'later', problem: outcome.problem, health: 'fails' };
  const { status, retryAfterMs } = outcome;
  const problem = `${connection.name} answered ${status}`;
  if (status === 401 && credential.tokenGeneration !== null) {
    await forgetToken(house, tenantId, connection.id, credential.tokenGeneration);
    return { kind: 'later', problem: `${problem}: the access token is not accepted`, health: 'answers' };
  }
  if (status === 429 || status === 503) return { kind: 'later', problem, health: retryAfterMs === null ? (status === 503 ? 'fails' : 'answers') : { closedForMs: Math.min(retryAfterMs, retryAfterMsMax) } };
  if (status >= 500 || status === 408 || status === 425) return { kind: 'later', problem, health: status === 425 ? 'answers' : 'fails' };
  if (status !== 200) return { kind: 'final', problem: `${problem}: a page is answered with 200`, health: 'answers' };
  const page = readPage({ set: set.settings, connection: settings, ...outcome, path, askedAt: at });
  return typeof page === 'string' ? { kind: 'final', problem: page, health: 'answers' } : { kind: 'page', page, health: 'answers' };
}
