import { currentBodyOf, operationAt } from '@countersign/contracts/operations';
import { currentApiVersion, isForEverybody, keyScopeOf, Refusal, type Operation } from '@countersign/contracts/platform';
import { readApiKey } from '@countersign/services/api-keys';
import { readSessionToken, showsSession } from '@countersign/services/identity';
import { permissionDenied, type Call, type Caller, type House, type SignedMessage } from '@countersign/services/platform';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { announceDeprecation } from './announce-deprecation.js';
import { readVersion, versionFor } from './api-version.js';
import { CallLimits } from './call-limits.js';
import { replyOf, requestOf, type EdgeRequest } from './edge-request.js';
import { isOwnOrigin } from './own-origin.js';
import { readInput, refuseUnstorable } from './read-input.js';
import { RememberedSessions } from './remembered-sessions.js';
import { CONTRACT } from './serves.js';

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Lets in only calls of a contract, by somebody who may, with an input that fits. Fails closed: what has no contract is not served. */
export class ContractGuard implements CanActivate {
  private readonly sessions = new RememberedSessions();
  private readonly limits: CallLimits;

  constructor(
    private readonly reflector: Reflector,
    private readonly house: House,
    private readonly authSecret: string,
    private readonly onUse: (session: NonNullable<Caller['session']>) => void,
  ) {
    this.limits = new CallLimits(house.settings.limits);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<Operation | undefined>(CONTRACT, context.getHandler());
    if (!operation?.permission) throw new Error('a route without a contract and a permission is not served');
    announceDeprecation(operation, replyOf(context));
    const request = requestOf(context);
    request.countersignVersion = readVersion(request) ?? currentApiVersion;
    const unsafe = operation.idempotent !== 'safe';
    if (unsafe) refuseForeignOrigin(request, this.house.settings.publicUrl);
    request.countersignCall = (confirmsSessions(operation) ? this.admitRemembered(operation, request) : null) ?? (await this.admit(operation, request));
    return true;
  }

  /** The call, by a session that is looked up now. */
  async admit(operation: Operation, request: EdgeRequest): Promise<Call> {
    // Who sends a signed message may show others what they like: it says by its signature whose it is.
    const credential = operation.signed ? null : this.credentialOf(request);
    const session = credential && (await this.house.entry.find(credential));
    if (credential !== null) {
      if (session) this.sessions.remember(credential, session);
      else this.sessions.forget(credential);
    }
    if (credential?.kind === 'api_key' && !session) throw new Refusal('api_key_invalid');
    return this.callOf(operation, request, { session, credential });
  }

  /** The call, by a session as it was last seen; null where none was, or where the call would be refused by it. */
  private admitRemembered(operation: Operation, request: EdgeRequest): Call | null {
    const credential = this.credentialOf(request);
    const session = credential && this.sessions.find(credential);
    if (credential === null || !session) return null;
    try {
      return this.callOf(operation, request, { session, credential, remembered: { credential, confirmed: false } });
    } catch (error) {
      // Nothing is looked up for a program that calls too often.
      if (error === request.countersignCounted?.refusal || !(error instanceof Refusal)) throw error;
      return null;
    }
  }

  /** What the call shows. Whoever shows a key shows nothing else: it must be clear as whom they act. */
  private credentialOf({ headers }: EdgeRequest): Caller['credential'] {
    const { publicUrl } = this.house.settings;
    if (headers.authorization === undefined) {
      const token = readSessionToken(headers.cookie ?? null, this.authSecret, publicUrl);
      return token === null ? null : { kind: 'session', token };
    }
    if (showsSession(headers.cookie ?? null, publicUrl)) throw new Refusal('two_credentials', { detail: 'Send the session’s cookie or the API key, not both. Nothing was done.' });
    const credential = readApiKey(headers.authorization);
    if (!credential) throw new Refusal('api_key_invalid');
    return credential;
  }

  /** Before anything is read of the call: what is refused costs work, too. */
  private count(request: EdgeRequest, tenantId: string, apiKeyId: string): void {
    request.countersignCounted ??= this.limits.count(tenantId, apiKeyId);
    if (request.countersignCounted.refusal) throw request.countersignCounted.refusal;
  }

  private callOf(operation: Operation, request: EdgeRequest, known: Known): Call {
    if (known.session) this.onUse(known.session);
    if (known.session?.apiKey && known.session.member) this.count(request, known.session.member.tenantId, known.session.apiKey.id);
    const version = versionFor(readVersion(request), known.session);
    request.countersignVersion = version;
    const caller = callerOf(request, known);
    requirePermission(operation, caller);
    const idempotencyKey = operation.idempotent === 'key' ? readKey(request) : null;
    const sent = readInput(operationAt(operation, version), request);
    const input = { ...sent, body: currentBodyOf(operation, version, sent.body) } as typeof sent;
    const lastEventId = operation.answers === 'text/event-stream' ? request.headers['last-event-id']?.toString().slice(0, 100) : undefined;
    return { operation, caller, input, idempotencyKey, ifMatch: readIfMatch(operation, request), lastEventId, ...(operation.signed && { signed: signedOf(request) }) };
  }
}

/** Bounded like everything that is kept, before anybody looks at whose it is. */
function signedOf({ body, sentBytes, headers }: EdgeRequest): SignedMessage {
  if (!sentBytes) throw new Refusal('malformed_request', { detail: 'The body is empty.' });
  refuseUnstorable(body);
  return { bytes: sentBytes, headers };
}

/** Whether the operation looks the session up in its own transaction: all changes do that need a permission of a role, and all that a member reads, but for streams and files. */
function confirmsSessions({ idempotent, permission, answers }: Operation): boolean {
  if (permission === 'public' || permission === 'signed_in') return false;
  return idempotent === 'key' ? permission !== 'member' : idempotent === 'safe' && answers === undefined;
}

type Known = Pick<Caller, 'session' | 'credential' | 'remembered'>;

function callerOf(request: EdgeRequest, known: Known): Caller {
  return {
    ...known,
    device: { ipAddress: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null, cookie: request.headers.cookie ?? null },
    // A page of ours says so by itself; a program has no reason to.
    channel: known.credential?.kind !== 'api_key' && request.headers['sec-fetch-site'] === 'same-origin' ? 'screen' : 'api',
    traceId: traceIdOf(request.headers['traceparent']),
  };
}

function requirePermission(operation: Operation, { session }: Caller): void {
  const { permission } = operation;
  if (isForEverybody(operation)) return;
  if (session?.apiKey) return requireScope(operation, session);
  if (permission === 'public') return;
  if (!session) throw new Refusal('not_signed_in');
  if (permission === 'signed_in') return;
  if (!session.member) throw new Refusal('no_active_tenant');
  if (permission !== 'member' && !session.member.permissions.includes(permission)) throw permissionDenied(permission);
}

/** What a key names, as far as its member may still do it: the entry holds no other permissions. */
function requireScope(operation: Operation, { member }: NonNullable<Caller['session']>): void {
  const scope = keyScopeOf(operation);
  if (scope === null) throw new Refusal('not_for_api_keys');
  if (!member?.permissions.includes(scope)) throw permissionDenied(scope, 'key');
}

/** A page of another site may not act with our cookie. Programs send no Origin. */
function refuseForeignOrigin(request: EdgeRequest, publicUrl: string): void {
  const { origin, host } = request.headers;
  if (origin !== undefined && !isOwnOrigin(origin, host, publicUrl)) throw new Refusal('origin_not_allowed');
}

function readKey(request: EdgeRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    throw new Refusal('idempotency_key_required', { detail: 'Send an Idempotency-Key of 1 to 200 visible ASCII characters. The same key gives the same answer, so a retry is safe.' });
  }
  return key;
}

/** Whoever sends If-Match counts on it: where it is not looked at, the call is refused. */
function readIfMatch({ idempotent, ifMatch }: Operation, { headers }: EdgeRequest): string | null {
  const header = headers['if-match'];
  if (header === undefined || idempotent === 'safe') return null;
  if (!ifMatch) throw new Refusal('invalid_input', { detail: 'This call does not look at If-Match. Nothing was changed.', errors: [{ pointer: '/header/if-match', detail: 'This call does not look at it.' }] });
  return header;
}

/** The trace id of a W3C traceparent header, or a new one. */
function traceIdOf(header: string | string[] | undefined): string {
  const given = typeof header === 'string' ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header)?.[1] : undefined;
  return given ?? crypto.randomUUID().replaceAll('-', '');
}
