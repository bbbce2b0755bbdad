import type { ConnectionAuth, ConnectionSettings } from '@countersign/contracts/connections';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';
import type { House } from '../platform/index.js';
import { agentFor, isRefusedTarget, problemOf, refuseTargetByUrl } from '../webhooks/index.js';

type ClientCredentials = Extract<ConnectionAuth, { kind: 'oauth_client_credentials' }>;

/** What a token is fetched for. */
export interface TokenWish {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly settings: ConnectionSettings;
  readonly bindingDigest: string;
  readonly secret: string;
}

/** A token, or why there is none. `final`: asking again will not help until somebody changes the connection. */
export type TokenOutcome = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly problem: string; readonly final: boolean };

/** Where a connection's token is kept. */
const placeOfToken = (connectionId: string) => ({ field: 'connection_tokens.sealed_token', row: connectionId }) as const;
const waitMs = 200;
/** Longer than asking may take: who died while asking is not waited for after that. */
const fetchingForMs = 20_000;
const replyBytesMax = 100_000;
const secondsDefault = 300;
const secondsMax = 86_400;

/** The token of a connection, fetched once however many workers need it: the others wait for the one who fetches. */
export async function accessTokenOf(house: House, auth: ClientCredentials, wish: TokenWish): Promise<TokenOutcome> {
  const until = Date.now() + fetchingForMs + 5_000;
  while (Date.now() < until) {
    const known = await knownToken(house, wish);
    if (known === 'wait') await delay(waitMs);
    else return known ?? fetchToken(house, auth, wish);
  }
  return { ok: false, problem: 'another worker has been asking for an access token for too long', final: false };
}

/** Null where it is on us to fetch one. */
function knownToken(house: House, { tenantId, connectionId, bindingDigest }: TokenWish): Promise<TokenOutcome | 'wait' | null> {
  return house.tenancy.run({ tenantId }, async (tx) => {
    const row = await tx.connectionTokens.lock(connectionId, bindingDigest);
    if (row.sealedToken !== null && row.isFresh && row.bindingDigest === bindingDigest) return { ok: true, token: await house.sealer.open(tenantId, placeOfToken(connectionId), row.sealedToken) };
    if (row.isBeingFetched) return 'wait';
    await tx.connectionTokens.begin(connectionId, fetchingForMs);
    return null;
  });
}

async function fetchToken(house: House, auth: ClientCredentials, wish: TokenWish): Promise<TokenOutcome> {
  const { tenantId, connectionId, bindingDigest } = wish;
  const asked = await askForToken(house, auth, wish);
  await house.tenancy.run({ tenantId }, async (tx) => {
    if (!asked.ok) return tx.connectionTokens.giveUp(connectionId);
    return tx.connectionTokens.keep(connectionId, { sealed: await house.sealer.seal(tenantId, placeOfToken(connectionId), asked.token), bindingDigest, forSeconds: asked.forSeconds });
  });
  return asked;
}

type Asked = { readonly ok: true; readonly token: string; readonly forSeconds: number } | { readonly ok: false; readonly problem: string; readonly final: boolean };

/** RFC 6749, section 4.4.2, with the client's name and secret as section 2.3.1 says. */
async function askForToken(house: House, { tokenUrl, clientId, scope }: ClientCredentials, { settings, secret }: TokenWish): Promise<Asked> {
  const { connectMs, headersMs, bodyMs } = settings.limits;
  const timeoutMs = Math.min(connectMs + headersMs + bodyMs, fetchingForMs - 2_000);
  const allowedHosts = house.settings.allowedWebhookHosts;
  const url = new URL(tokenUrl);
  const dispatcher = agentFor(url, { timeoutMs: Math.min(connectMs, timeoutMs), allowedHosts });
  try {
    refuseTargetByUrl(url, allowedHosts);
    const authorization = `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`;
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...(scope !== null && { scope }) }).toString();
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, { method: 'POST', headers: { authorization, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, body, dispatcher, signal });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      size += (chunk as Uint8Array).length;
      if (size > replyBytesMax) return { ok: false, problem: 'the answer with the access token is too large', final: false };
      chunks.push(Buffer.from(chunk as Uint8Array));
    }
    return tokenOf(answer.statusCode, Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return { ok: false, problem: `no access token: ${problemOf(error, timeoutMs)}`, final: isRefusedTarget(error) };
  } finally {
    await dispatcher.destroy();
  }
}

const errorCodes = new Set(['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope']);

/** RFC 6749, sections 5.1 and 5.2. */
function tokenOf(status: number, text: string): Asked {
  const reply = jsonOf(text);
  if (status === 200 && typeof reply.access_token === 'string' && /^[\x21-\x7E]{1,8000}$/.test(reply.access_token)) {
    const seconds = typeof reply.expires_in === 'number' && reply.expires_in > 0 ? reply.expires_in : secondsDefault;
    return { ok: true, token: reply.access_token, forSeconds: Math.min(Math.floor(seconds), secondsMax) };
  }
  // Only the words of the specification: anything else could be the secret, said back.
  const said = typeof reply.error === 'string' && errorCodes.has(reply.error) ? ` (${reply.error})` : '';
  return { ok: false, problem: `no access token: the token address answered ${status}${said}`, final: status === 400 || status === 401 || status === 403 };
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** It was refused: the next attempt fetches another. */
export const forgetToken = (house: House, tenantId: string, connectionId: string): Promise<void> => house.tenancy.run({ tenantId }, (tx) => tx.connectionTokens.forget(connectionId));
