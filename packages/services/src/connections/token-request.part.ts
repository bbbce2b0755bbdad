import type { ConnectionSettings } from '@countersign/contracts/connections';
import { request } from 'undici';
import type { House } from '../platform/index.js';
import { agentFor, isRefusedTarget, problemOf, refuseSecretTargetByUrl } from '../webhooks/index.js';

/** What a token address is asked, and by which client. */
export interface TokenRequest {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly secret: string;
  readonly params: Readonly<Record<string, string>>;
  readonly limits: ConnectionSettings['limits'];
}

/**
 * What it answered. `final`: asking again will not help until somebody changes the connection. `isInvalidGrant`: what was shown is worth nothing there any
 * more. `mayHaveHappened`: it was sent, and no answer says what became of it.
 */
export type TokenAnswer =
  | { readonly ok: true; readonly token: string; readonly refreshToken: string | null; readonly forSeconds: number }
  | { readonly ok: false; readonly problem: string; readonly final: boolean; readonly isInvalidGrant: boolean; readonly mayHaveHappened: boolean };

/** Longer than asking may take: who died while asking is not waited for after that. */
export const fetchingForMs = 20_000;
const replyBytesMax = 100_000;
const secondsDefault = 300;
const secondsMax = 86_400;

/** Asks a token address once, with the client's name and secret as RFC 6749, section 2.3.1, says. Never throws, and follows nowhere. */
export async function askForToken(house: House, { tokenUrl, clientId, secret, params, limits }: TokenRequest): Promise<TokenAnswer> {
  const { connectMs, headersMs, bodyMs } = limits;
  const timeoutMs = Math.min(connectMs + headersMs + bodyMs, fetchingForMs - 2_000);
  const allowedHosts = house.settings.allowedWebhookHosts;
  const url = new URL(tokenUrl);
  let connected = false;
  const dispatcher = agentFor(url, { timeoutMs: Math.min(connectMs, timeoutMs), allowedHosts }, () => (connected = true));
  try {
    // Looked at again: a connection may have been saved before http was refused, or while the operator allowed it.
    refuseSecretTargetByUrl(url, allowedHosts);
    const authorization = `Basic ${Buffer.from(`${formEncoded(clientId)}:${formEncoded(secret)}`).toString('base64')}`;
    const body = new URLSearchParams(params).toString();
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await request(url, { method: 'POST', headers: { authorization, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, body, dispatcher, signal });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body) {
      size += (chunk as Uint8Array).length;
      if (size > replyBytesMax) return { ...no, problem: 'the answer with the access token is too large', mayHaveHappened: answer.statusCode === 200 };
      chunks.push(Buffer.from(chunk as Uint8Array));
    }
    return answerOf(answer.statusCode, Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    return { ...no, problem: `no access token: ${problemOf(error, timeoutMs)}`, final: isRefusedTarget(error), mayHaveHappened: connected };
  } finally {
    await dispatcher.destroy();
  }
}

const no = { ok: false, final: false, isInvalidGrant: false, mayHaveHappened: false } as const;
const formEncoded = (text: string) => encodeURIComponent(text);
const errorCodes = new Set(['invalid_request', 'invalid_client', 'invalid_grant', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope']);
const isToken = (value: unknown): value is string => typeof value === 'string' && /^[\x21-\x7E]{1,8000}$/.test(value);

/** RFC 6749, sections 5.1 and 5.2. */
function answerOf(status: number, text: string): TokenAnswer {
  const reply = jsonOf(text);
  if (status === 200 && isToken(reply.access_token)) {
    const seconds = typeof reply.expires_in === 'number' && reply.expires_in > 0 ? reply.expires_in : secondsDefault;
    return { ok: true, token: reply.access_token, refreshToken: isToken(reply.refresh_token) ? reply.refresh_token : null, forSeconds: Math.min(Math.floor(seconds), secondsMax) };
  }
  // Only the words of the specification: anything else could be the secret, said back.
  const said = typeof reply.error === 'string' && errorCodes.has(reply.error) ? ` (${reply.error})` : '';
  const problem = `no access token: the token address answered ${status}${said}`;
  return { ...no, problem, final: status === 400 || status === 401 || status === 403, isInvalidGrant: status === 400 && reply.error === 'invalid_grant', mayHaveHappened: status === 200 || status >= 500 };
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
