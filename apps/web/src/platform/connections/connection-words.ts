import type { ConnectionHealth, ConnectionKind } from '@countersign/contracts/connections';
import type { StateName } from '../../ui/state/state.js';
import type { CallerKind, ConnectionDraft } from './connection-draft.js';

export const connectionKindNames: readonly { readonly id: ConnectionKind; readonly name: string }[] = [{ id: 'http', name: 'a system that is called over HTTP' }, { id: 'smtp', name: 'a mail server (SMTP)' }, { id: 'chat', name: 'a chat (Slack, Teams, or alike)' }];

export const callerKinds: readonly { readonly id: CallerKind; readonly name: string; readonly meaning: string; readonly secret: string }[] = [
  { id: 'none', name: 'It is not told', meaning: 'For systems inside your own network, or that look at where a call comes from.', secret: '' },
  { id: 'api_key', name: 'By a key in a header', meaning: 'The key is sent as it is, with each call.', secret: 'Key' },
  { id: 'basic', name: 'By a user and a password', meaning: 'HTTP Basic (RFC 7617).', secret: 'Password' },
  { id: 'hmac', name: 'By a signature in a header', meaning: 'HMAC-SHA-256 over the time and the body, as t=…,v1=…: the secret itself is never sent.', secret: 'Secret that signs' },
  { id: 'oauth_client_credentials', name: 'By an access token (OAuth 2.0)', meaning: 'A token is fetched with the client’s secret, once for all calls, and again when it runs out.', secret: 'Secret of the client' },
  { id: 'oauth_authorization_code', name: 'By an access token that somebody allows (OAuth 2.0)', meaning: 'You are sent to the other system once, and allow it there. The token is renewed by itself.', secret: 'Secret of the client' },
];

/** What happens to a call of which nobody knows whether it arrived. */
export function doubtWords({ honoured, lookUpPath }: Pick<ConnectionDraft, 'honoured' | 'lookUpPath'>): string {
  if (honoured) return 'When a call times out, it is made again with the same key, and the other system does it once.';
  if (lookUpPath.trim() !== '') return 'When a call times out, the other system is asked at the path above whether it was carried out, and is called again only if it says that it was not.';
  return 'When a call times out, it is never made again by itself: it waits for a person, who looks there.';
}

/** How often something is tried, and how long that takes at most. */
export function attemptWords(attemptsMax: string, waitsSeconds: readonly number[]): string {
  const attempts = Number(attemptsMax);
  if (!Number.isInteger(attempts) || attempts < 1 || attempts > 20) return 'Then a person has to look.';
  if (attempts === 1) return 'It is tried once; then a person has to look.';
  const waits = Array.from({ length: attempts - 1 }, (_, index) => waitsSeconds[index] ?? waitsSeconds.at(-1) ?? 0);
  return `The last attempt is made ${durationWords(waits.reduce((sum, wait) => sum + wait, 0))} after the first, at the latest; then a person has to look.`;
}

/** "45 seconds", "3 minutes", "2 hours", "2 days": rounded up to what one would say. */
export function durationWords(seconds: number): string {
  for (const [unit, size] of [['day', 86_400], ['hour', 3600], ['minute', 60]] as const) {
    if (seconds >= 2 * size || seconds === size) return counted(Math.round(seconds / size), unit);
  }
  return counted(Math.round(seconds), 'second');
}

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
const upTo = (count: number) => (count >= 1000 ? 'more than 999' : String(count));

/** How a connection is doing, in a word with its rule. The time until when it is left alone is told beside it. */
export function healthState({ pausedAt, closedUntil, failures, access }: ConnectionHealth): { readonly name: StateName; readonly label: string } {
  if (pausedAt !== null) return { name: 'held', label: 'Paused' };
  if (access === 'not_connected') return { name: 'held', label: 'Not connected yet' };
  if (access !== undefined) return { name: 'blocked', label: 'Needs connecting again' };
  if (closedUntil !== null) return { name: 'blocked', label: 'Left alone' };
  if (failures > 0) return { name: 'out-of-register', label: failures === 1 ? 'Did not answer the last call' : `Did not answer the last ${failures} calls` };
  return { name: 'waiting', label: 'Working' };
}

/** How many effects stand before it. */
export function queueWords({ waiting, needy }: Pick<ConnectionHealth, 'waiting' | 'needy'>): string {
  const parts = [...(waiting > 0 ? [`${upTo(waiting)} on the way`] : []), ...(needy > 0 ? [`${upTo(needy)} ${needy === 1 ? 'needs' : 'need'} a person`] : [])];
  return parts.length === 0 ? 'Nothing waits' : parts.join(', ');
}
