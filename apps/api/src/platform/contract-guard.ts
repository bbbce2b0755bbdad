import { Refusal, type Operation } from '@countersign/contracts/platform';
import { readSessionToken } from '@countersign/services/identity';
import type { Caller, House } from '@countersign/services/platform';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { announceDeprecation } from './announce-deprecation.js';
import { replyOf, requestOf, type EdgeRequest } from './edge-request.js';
import { readInput } from './read-input.js';
import { CONTRACT } from './serves.js';

const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Lets in only calls of a contract, by somebody who may, with an input that fits. Fails closed: what has no contract is not served. */
export class ContractGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly house: House,
    private readonly authSecret: string,
    private readonly onUse: (sessionId: string) => void,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<Operation | undefined>(CONTRACT, context.getHandler());
    if (!operation?.permission) throw new Error('a route without a contract and a permission is not served');
    announceDeprecation(operation, replyOf(context));
    const request = requestOf(context);
    const unsafe = operation.idempotent !== 'safe';
    if (unsafe) refuseForeignOrigin(request);
    const caller = await this.callerOf(request);
    requirePermission(operation, caller);
    const idempotencyKey = operation.idempotent === 'key' ? readKey(request) : null;
    const input = readInput(operation, request);
    const lastEventId = operation.answers === 'text/event-stream' ? request.headers['last-event-id']?.toString().slice(0, 100) : undefined;
    request.countersignCall = { operation, caller, input, idempotencyKey, lastEventId };
    return true;
  }

  private async callerOf(request: EdgeRequest): Promise<Caller> {
    const cookie = request.headers.cookie ?? null;
    const token = readSessionToken(cookie, this.authSecret, this.house.settings.publicUrl);
    const session = token === null ? null : await this.house.entry.findSession(token);
    if (session) this.onUse(session.sessionId);
    return {
      session,
      device: { ipAddress: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null, cookie },
      // A page of ours says so by itself; a program has no reason to.
      channel: request.headers['sec-fetch-site'] === 'same-origin' ? 'screen' : 'api',
      traceId: traceIdOf(request.headers['traceparent']),
    };
  }
}

function requirePermission(operation: Operation, { session }: Caller): void {
  const { permission } = operation;
  if (permission === 'public') return;
  if (!session) throw new Refusal('not_signed_in');
  if (permission === 'signed_in') return;
  if (!session.member) throw new Refusal('no_active_tenant');
  if (permission !== 'member' && !session.member.permissions.includes(permission)) {
    throw new Refusal('permission_denied', { detail: `This needs the permission "${permission}", which none of your roles gives.`, extensions: { permission } });
  }
}

/** A page of another site may not act with our cookie. Programs send no Origin. */
function refuseForeignOrigin(request: EdgeRequest): void {
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Refusal('origin_not_allowed');
}

function readKey(request: EdgeRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !keyPattern.test(key)) {
    throw new Refusal('idempotency_key_required', { detail: 'Send an Idempotency-Key of 1 to 200 visible ASCII characters. The same key gives the same answer, so a retry is safe.' });
  }
  return key;
}

/** The trace id of a W3C traceparent header, or a new one. */
function traceIdOf(header: string | string[] | undefined): string {
  const given = typeof header === 'string' ? /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(header)?.[1] : undefined;
  return given ?? crypto.randomUUID().replaceAll('-', '');
}
