import type { ConnectionAuth, ConnectionSettings } from '@countersign/contracts/connections';
import { createHmac } from 'node:crypto';
import { request, type Dispatcher } from 'undici';
import { formBodyOf } from './form-body.part.js';
import { hiderOf, mask, shortened, storable, type Hide } from './mask.part.js';
import { agentFor, isRefusedTarget, problemOf, refuseTargetByUrl } from '../webhooks/index.js';

/** What is sent, below the connection's address. `body` is JSON text, written as the connection says, or null for none. */
export interface ConnectionCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body: string | null;
  readonly idempotencyKey: string | null;
}

export interface CallOptions {
  readonly settings: ConnectionSettings;
  /** The secret, or for OAuth the access token; null where there is none. */
  readonly credential: string | null;
  readonly allowedHosts: readonly string[];
  readonly at: Date;
  /** By `performance.now()`: a call that is connected later is not made. */
  readonly sendBeforeMs?: number | undefined;
}

/**
 * How a call ended. `not_sent`: nothing can have happened there. `unanswered`: it may have. `refused`: the address may not be called, now or later.
 * `text` and `link`, the Link header (RFC 8288), are as they came: a secret that is a part of something else there must not change what is read. `request` and `reply` are
 * what may be kept and shown of it; `hide` masks what else is shown of it, `unsaid` what is kept of what it says, where it says the secret itself.
 */
export type CallOutcome = (
  | { readonly kind: 'answered'; readonly status: number; readonly text: string; readonly isCut: boolean; readonly retryAfterMs: number | null; readonly link: string | null; readonly reply: MaskedReply; readonly hide: Hide; readonly unsaid: Hide }
  | { readonly kind: 'not_sent'; readonly problem: string }
  | { readonly kind: 'unanswered'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string }
) & { readonly request: MaskedRequest };

export interface MaskedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
}

export interface MaskedReply {
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

const shownHeaders = ['content-type', 'date', 'location', 'retry-after', 'x-request-id', 'request-id', 'www-authenticate'];

/** Calls the other system once, and never follows where it redirects to: what was meant for one address goes to no other. Never throws. */
export async function callConnection(asked: ConnectionCall, options: CallOptions): Promise<CallOutcome> {
  const { settings, credential, allowedHosts, at, sendBeforeMs } = options;
  const call = asked.body === null || settings.encoding !== 'form' ? asked : { ...asked, body: formBodyOf(JSON.parse(asked.body)) };
  const { connectMs, headersMs, bodyMs, replyBytesMax } = settings.limits;
  const url = urlOf(settings.baseUrl, call.path);
  const headers = headersOf(call, settings, credential, at);
  const hide = settings.kind === 'chat' ? hiderOf(partsOf(credential)) : hiderOf(secretsOf(settings.auth, credential));
  const masked = maskedRequest(call, url, headers, settings.auth, hide);
  if (!isBelow(url, settings.baseUrl)) return { kind: 'refused', problem: 'the path of the call leads out of the connection’s address', request: masked };
  let connected = false;
  const dispatcher = agentFor(url, { timeoutMs: connectMs, allowedHosts, sendBeforeMs }, () => (connected = true));
  try {
    refuseTargetByUrl(url, allowedHosts);
    const signal = AbortSignal.timeout(connectMs + headersMs + bodyMs);
    const answer = await request(url, { method: call.method, headers, body: call.body, dispatcher, signal, headersTimeout: headersMs, bodyTimeout: bodyMs });
    const { text, isCut } = await readBody(answer, replyBytesMax);
    const unsaid = hiderOf(secretsOf(settings.auth, credential).filter(({ length }) => length >= noChanceLength));
    return { kind: 'answered', status: answer.statusCode, text, isCut, retryAfterMs: retryAfterOf(answer.headers['retry-after'], at), link: linkOf(answer.headers.link), reply: maskedReply(answer, hide(text), hide), hide, unsaid, request: masked };
  } catch (error) {
    const problem = hide(problemOf(error, connectMs + headersMs + bodyMs));
    return { kind: isRefusedTarget(error) ? 'refused' : connected ? 'unanswered' : 'not_sent', problem, request: masked };
  } finally {
    await dispatcher.destroy();
  }
}

const linkOf = (value: string | string[] | undefined) => (value === undefined ? null : Array.isArray(value) ? value.join(', ') : value);

/** The path is put behind the address, not in place of its own: `https://pay.example/v2` and `/payments` are `https://pay.example/v2/payments`. */
export const urlOf = (baseUrl: string, path: string): URL => new URL(`${baseUrl.replace(/\/+$/, '')}${path}`);

/** Whether a call stays below the connection's address, once the parser has taken every dot and escape for what it is (WHATWG URL). */
export function isBelow(url: URL, baseUrl: string): boolean {
  const base = new URL(baseUrl);
  return url.origin === base.origin && url.username === '' && `${url.pathname}/`.startsWith(`${base.pathname.replace(/\/+$/, '')}/`);
}

function headersOf(call: ConnectionCall, { auth, idempotency, encoding }: ConnectionSettings, credential: string | null, at: Date): { [name: string]: string } {
  return {
    accept: 'application/json',
    'user-agent': 'Countersign',
    ...(call.body !== null && { 'content-type': encoding === 'form' ? 'application/x-www-form-urlencoded' : 'application/json' }),
    ...(call.idempotencyKey !== null && { [idempotency.header.toLowerCase()]: call.idempotencyKey }),
    ...authHeader(auth, credential ?? '', call.body ?? '', at),
  };
}

function authHeader(auth: ConnectionAuth, credential: string, body: string, at: Date): { [name: string]: string } {
  switch (auth.kind) {
    case 'none':
      return {};
    case 'api_key':
      return { [auth.header.toLowerCase()]: credential };
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.username}:${credential}`).toString('base64')}` };
    case 'hmac': {
      const seconds = Math.floor(at.getTime() / 1000);
      return { [auth.header.toLowerCase()]: `t=${seconds},v1=${createHmac('sha256', credential).update(`${seconds}.${body}`).digest('hex')}` };
    }
    case 'oauth_client_credentials':
      return { authorization: `Bearer ${credential}` };
  }
}

/** Reads at most so much; the rest is left where it is. */
async function readBody({ body }: Dispatcher.ResponseData, bytesMax: number): Promise<{ text: string; isCut: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk as Uint8Array);
    chunks.push(bytes.subarray(0, bytesMax - size));
    size += bytes.length;
    if (size > bytesMax) return { text: Buffer.concat(chunks).toString('utf8'), isCut: true };
  }
  return { text: Buffer.concat(chunks).toString('utf8'), isCut: false };
}

/** RFC 9110, section 10.2.3: seconds, or a date. Null where it says nothing that can be read. */
export function retryAfterOf(value: string | string[] | undefined, at: Date): number | null {
  const text = Array.isArray(value) ? value[0] : value;
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - at.getTime());
}

function maskedRequest(call: ConnectionCall, url: URL, headers: Readonly<Record<string, string>>, auth: ConnectionAuth, hide: Hide): MaskedRequest {
  const secretHeader = auth.kind === 'api_key' || auth.kind === 'hmac' ? auth.header.toLowerCase() : 'authorization';
  const shown = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, name === secretHeader ? mask : hide(value)]));
  return { method: call.method, url: hide(url.href), headers: shown, body: call.body === null ? null : shortened(hide(call.body)) };
}

function maskedReply({ headers }: Dispatcher.ResponseData, text: string, hide: Hide): MaskedReply {
  const shown = shownHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, storable(hide(String(headers[name]))).slice(0, 500)]]));
  return { headers: Object.fromEntries(shown) as MaskedReply['headers'], body: shortened(storable(text)) };
}

/** A system that says a secret back to us does not get it kept, however it writes it. */
function secretsOf(auth: ConnectionAuth, credential: string | null): string[] {
  if (credential === null || credential === '') return [];
  return auth.kind === 'basic' ? [`${auth.username}:${credential}`, credential] : [credential];
}

/** A text of so many characters that is the secret's stands nowhere by chance. */
const noChanceLength = 16;

/** Of an address that is a secret: the whole of it, and each part that could be told again. */
const partsOf = (address: string | null): string[] => (address === null ? [] : [address, ...address.split(/[/?&=]/).filter((part) => part.length >= 6)]);
