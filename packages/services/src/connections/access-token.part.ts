import type { ConnectionAuth, ConnectionSettings } from '@countersign/contracts/connections';
import type { KeptToken } from '@countersign/database/connections';
import type { Tx } from '@countersign/database/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { Record, type House } from '../platform/index.js';
import { askForToken, fetchingForMs, type TokenAnswer } from './token-request.part.js';

/** Ways of saying who calls by which the other system gives out a token. */
export type TokenAuth = Extract<ConnectionAuth, { kind: 'oauth_client_credentials' }>;
/** Of those, the ones where somebody has to allow it. */
export type GrantedAuth = TokenAuth & { readonly grant: NonNullable<TokenAuth['grant']> };

export const isTokenAuth = (auth: ConnectionAuth): auth is TokenAuth => auth.kind === 'oauth_client_credentials';
export const isGrantedAuth = (auth: ConnectionAuth): auth is GrantedAuth => isTokenAuth(auth) && auth.grant !== undefined;

/** What a token is fetched for. */
export interface TokenWish {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly settings: ConnectionSettings;
  readonly bindingDigest: string;
  readonly secret: string;
  /** That secret, as it was read. */
  readonly sealedSecret: Buffer;
}

/**
 * A token, or why there is none. `final`: asking again will not help until somebody changes the connection, or connects it anew. `generation`: what it is
 * forgotten by.
 */
export type TokenOutcome = { readonly ok: true; readonly token: string; readonly generation: number } | { readonly ok: false; readonly problem: string; readonly final: boolean };

/** Where a connection's tokens are kept. */
export const placeOfToken = (connectionId: string) => ({ field: 'connection_tokens.sealed_token', row: connectionId }) as const;
export const placeOfRefreshToken = (connectionId: string) => ({ field: 'connection_tokens.sealed_refresh_token', row: connectionId }) as const;
const waitMs = 200;

/** The token of a connection, fetched once however many workers need it: the others wait for the one who fetches. */
export async function accessTokenOf(house: House, auth: TokenAuth, wish: TokenWish): Promise<TokenOutcome> {
  const until = Date.now() + fetchingForMs + 5_000;
  while (Date.now() < until) {
    const known = await knownToken(house, auth, wish);
    if (known === 'wait') await delay(waitMs);
    else {
      const outcome = 'fetch' in known ? await fetchToken(house, auth, wish, known.fetch) : known;
      if (outcome !== 'outdated') return outcome;
    }
  }
  return { ok: false, problem: 'another worker has been asking for an access token for too long', final: false };
}

/** `fetch` where it is on us to fetch one, from what is kept. */
function knownToken(house: House, auth: TokenAuth, { tenantId, connectionId, bindingDigest, sealedSecret }: TokenWish): Promise<TokenOutcome | 'wait' | { readonly fetch: KeptToken }> {
  return house.tenancy.run({ tenantId }, async (tx) => {
    const row = await tx.connectionTokens.lock(connectionId, bindingDigest);
    const isOurs = row.bindingDigest === bindingDigest;
    if (row.sealedToken !== null && row.isFresh && isOurs) return { ok: true, token: await house.sealer.open(tenantId, placeOfToken(connectionId), row.sealedToken), generation: row.generation };
    if (row.isBeingFetched) return 'wait';
    const isRefresh = isGrantedAuth(auth);
    if (isRefresh && (row.sealedRefreshToken === null || !isOurs)) return needsConnecting(house, tx, { tenantId, connectionId }, row, isOurs);
    // Read while the row is held: whoever gives another secret raises the generation after this one has begun.
    const connection = await tx.connections.find(connectionId);
    if (!connection?.sealedSecret?.equals(sealedSecret)) return { ok: false, problem: 'the connection was given another secret meanwhile', final: false };
    return { fetch: { ...row, generation: await tx.connectionTokens.begin(connectionId, fetchingForMs, isRefresh) } };
  });
}

interface Whose {
  readonly tenantId: string;
  readonly connectionId: string;
}

async function needsConnecting(house: House, tx: Tx, whose: Whose, row: KeptToken, isOurs: boolean): Promise<TokenOutcome> {
  const because = !isOurs ? 'what was allowed before was for another address or client' : (row.grantLostBecause ?? (row.isGranted ? endedBecause(row) : null));
  if (because === null) return { ok: false, final: true, problem: 'nobody has connected it yet. Press Connect on the page of the connection first' };
  if (isOurs && row.isGranted && row.grantLostBecause === null) await loseGrant(house, tx, whose, row, because);
  return { ok: false, final: true, problem: `the connection needs connecting again: ${because}` };
}

const endedBecause = ({ sealedToken }: KeptToken) => `the access token ${sealedToken === null ? 'is not good any more' : 'has run out'}, and the provider gave nothing to renew it by`;

/** `outdated` where something newer is there than what this began with: that is what counts. */
async function fetchToken(house: House, auth: TokenAuth, wish: TokenWish, row: KeptToken): Promise<TokenOutcome | 'outdated'> {
  const { tenantId, connectionId, bindingDigest, secret, settings } = wish;
  const { generation } = row;
  const { sealer } = house;
  const params = await paramsOf(house, auth, wish, row);
  const asked = await askForToken(house, { tokenUrl: auth.tokenUrl, clientId: auth.clientId, secret, params, limits: settings.limits });
  if (!asked.ok) return givenUp(house, auth, wish, row, asked);
  const sealed = await sealer.seal(tenantId, placeOfToken(connectionId), asked.token);
  // The new one is kept together with the token, before anything is done by either: the one before may be worth nothing from now on.
  const sealedRefreshToken = isGrantedAuth(auth) && asked.refreshToken !== null ? await sealer.seal(tenantId, placeOfRefreshToken(connectionId), asked.refreshToken) : null;
  return house.tenancy.run({ tenantId }, async (tx) => {
    if (await tx.connectionTokens.keep(connectionId, { sealed, sealedRefreshToken, bindingDigest, forSeconds: asked.forSeconds }, generation)) return { ok: true, token: asked.token, generation };
    if (isGrantedAuth(auth) && row.sealedRefreshToken !== null) await tx.connectionTokens.keepRenewal(connectionId, row.sealedRefreshToken, sealedRefreshToken);
    return 'outdated';
  });
}

/** RFC 6749, sections 4.4.2 and 6. */
async function paramsOf({ sealer }: House, auth: TokenAuth, { tenantId, connectionId }: TokenWish, { sealedRefreshToken }: KeptToken): Promise<{ readonly [name: string]: string }> {
  if (!isGrantedAuth(auth)) return { grant_type: 'client_credentials', ...(auth.scope !== null && { scope: auth.scope }) };
  if (sealedRefreshToken === null) throw new Error('a refresh is asked for by a refresh token');
  return { grant_type: 'refresh_token', refresh_token: await sealer.open(tenantId, placeOfRefreshToken(connectionId), sealedRefreshToken) };
}

async function givenUp(house: House, auth: TokenAuth, { tenantId, connectionId }: TokenWish, row: KeptToken, asked: Extract<TokenAnswer, { ok: false }>): Promise<TokenOutcome | 'outdated'> {
  const { isRefreshOpen, generation } = row;
  return house.tenancy.run({ tenantId }, async (tx) => {
    if (isGrantedAuth(auth) && asked.isInvalidGrant) {
      // Where an earlier answer was lost, the refresh token may have been replaced by one that nobody kept.
      const because = isRefreshOpen ? 'the answer to an earlier renewal was lost, and the provider takes what was kept before it no more' : 'the provider says that what was allowed holds no more: it was revoked, has ended, or was renewed elsewhere';
      if (!(await loseGrant(house, tx, { tenantId, connectionId }, row, because))) return 'outdated';
      return { ok: false, final: true, problem: `the connection needs connecting again: ${because}` };
    }
    if (!(await tx.connectionTokens.giveUp(connectionId, asked.mayHaveHappened || isRefreshOpen, generation))) return 'outdated';
    return { ok: false, problem: asked.problem, final: asked.final };
  });
}

/** Notes once that somebody has to connect again. False where something newer is there. */
async function loseGrant(house: House, tx: Tx, { tenantId, connectionId }: Whose, { generation }: KeptToken, because: string): Promise<boolean> {
  const at = house.now();
  const connection = await tx.connections.find(connectionId);
  if (!connection || !(await tx.connectionTokens.lose(connectionId, because, at, generation))) return false;
  const record = new Record({ tenantId, actor: { kind: 'job', name: 'connections' }, channel: 'job', traceId: null, causeId: null, at });
  record.act({ action: 'connection.grant_lost', subject: { kind: 'connection', id: connectionId, label: connection.name }, reason: because });
  tx.conclude({ audit: record.audit, told: record.told });
  return true;
}

/** The one of this generation was refused: the next attempt fetches another. */
export const forgetToken = (house: House, tenantId: string, connectionId: string, generation: number): Promise<void> => house.tenancy.run({ tenantId }, (tx) => tx.connectionTokens.forget(connectionId, generation));
