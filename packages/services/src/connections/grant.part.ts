import type { ConnectionGrantView } from '@countersign/contracts/connections';
import type { Connection, GrantRow, GrantState } from '@countersign/database/connections';
import { createHash } from 'node:crypto';
import type { House } from '../platform/index.js';
import { isGrantedAuth } from './access-token.part.js';

/** Where every provider sends browsers back to, whichever connection it is about: nobody can have it sent elsewhere. */
export const redirectUriOf = ({ settings: { publicUrl } }: House): string => `${publicUrl}/connections/connected`;

export const placeOfVerifier = (grantId: string) => ({ field: 'connection_grants.sealed_verifier', row: grantId }) as const;
export const placeOfCode = (grantId: string) => ({ field: 'connection_grants.sealed_code', row: grantId }) as const;

const hashOf = (text: string) => createHash('sha256').update(text).digest();
export const stateHashOf = (state: string): Buffer => hashOf(state);
/** RFC 7636, section 4.2, S256. */
export const challengeOf = (verifier: string): string => hashOf(verifier).toString('base64url');

/** RFC 6749, section 4.1.2.1, in plain words. What else the other system says about it is not repeated: it could say anything. */
const words: Readonly<Record<string, string>> = {
  access_denied: 'It was not allowed there: somebody declined, or may not allow it.',
  invalid_request: 'The other system does not understand what it was asked. Its address for allowing may be another.',
  unauthorized_client: 'The other system does not let this client ask for that. It has to be allowed the authorization code there.',
  unsupported_response_type: 'The other system does not give out codes. Its address for allowing may be another.',
  invalid_scope: 'The other system does not know this scope, or does not give it to this client.',
  server_error: 'Something went wrong at the other system. Try again.',
  temporarily_unavailable: 'The other system has too much to do just now. Try again in a while.',
};
export const errorWords = (error: string): string => (words[error] === undefined ? 'The other system said no, for a reason that is not one of the standard’s.' : `${words[error]} (${error})`);

const waitsForMs = 60_000;

/** How a connection that somebody has to allow stands; null for one that nobody has to. */
export function grantViewOf(house: House, { settings: { auth } }: Connection, { grantedAt, lostAt, lostBecause }: GrantState, latest: GrantRow | null): ConnectionGrantView | null {
  if (!isGrantedAuth(auth)) return null;
  // Whoever did not come back in time, or was let down by every worker, is waited for no more.
  const isStale = latest?.stage === 'asked' && latest.expiresAt.getTime() + waitsForMs < house.now().getTime();
  const shown = latest && !isStale ? { id: latest.id, stage: latest.stage, problem: latest.problem, askedAt: latest.askedAt.toISOString(), askedBy: latest.askedBy } : null;
  return { redirectUri: redirectUriOf(house), grantedAt: grantedAt?.toISOString() ?? null, lostAt: lostAt?.toISOString() ?? null, lostBecause, latest: shown };
}
