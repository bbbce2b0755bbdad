import { Refusal, refusalCatalog, type RefusalCode, type RefusalDetails } from '@countersign/contracts/platform';
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** Where unknown paths go: a page of the web app, or nothing. */
export type ServePage = (request: FastifyRequest, reply: FastifyReply) => boolean;

// Connection failures, server shutting down or starting, too many connections, serialization failure, deadlock, lock and statement time-outs.
const passing = /^(08...|57P0[123]|57014|53[0-9A-Z]{3}|40001|40P01|55P03|25P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
const passingWords = /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

/** For what the HTTP server refuses before any route: an address that cannot be read, or that is too long to name anything. */
export function sendUnreadable(error: unknown, _request: unknown, reply: unknown): void {
  send(reply as FastifyReply, codeOf(error) === 'FST_ERR_MAX_PARAM_LENGTH' ? 'not_found' : 'malformed_request', {});
}

/** Turns refusals into problem details (RFC 9457), once; everything else is a bug: 500, logged once, no detail out. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Logger,
    private readonly allowedMethods: (path: string) => readonly string[],
    private readonly servePage: ServePage,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** The same for a route outside the framework. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (statusOf(thrown) === 404 && this.servePage(request, reply)) return;
    const refusal = this.refusalOf(thrown, request);
    if (refusal) return send(reply, refusal.code, refusal.details);
    const reference = request.id;
    this.log.error({ err: thrown, reference, method: request.method, route: request.routeOptions.url }, 'a call failed');
    const detail = 'Something is wrong on our side. It is not known whether this was carried out: try again with the same Idempotency-Key, or tell us the reference.';
    void reply.status(500).header('content-type', 'application/problem+json').send({ type: 'about:blank', title: 'The call failed', status: 500, detail, reference });
  }

  private refusalOf(thrown: unknown, request: FastifyRequest): Pick<Refusal, 'code' | 'details'> | null {
    if (thrown instanceof Refusal) return thrown;
    if (thrown instanceof Error && thrown.name === 'TenantCrowded') return { code: 'unavailable', details: { detail: 'More of your company’s calls are under way than are carried out at once. Nothing of this one was begun: try again.', retryAfterSeconds: 1 } };
    const code = codeOf(thrown);
    // A connection that broke while the body was read has a status; it is the caller's and not the database's.
    if (statusOf(thrown) === undefined && (passing.test(code) || (thrown instanceof Error && passingWords.test(thrown.message)))) {
      this.log.warn({ code, route: request.routeOptions.url }, 'the database did not answer');
      return { code: 'unavailable', details: { detail: 'The database did not answer in time. Try again with the same Idempotency-Key: it is carried out once.', retryAfterSeconds: 1 } };
    }
    return this.edgeRefusalOf(thrown, code, request);
  }

  /** What the HTTP server itself refuses: unreadable bodies, sizes, types, and paths that are not there. */
  private edgeRefusalOf(thrown: unknown, code: string, request: FastifyRequest): Pick<Refusal, 'code' | 'details'> | null {
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { code: 'payload_too_large', details: {} };
    if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { code: 'unsupported_media_type', details: {} };
    const status = statusOf(thrown);
    if (status === 404) {
      const methods = this.allowedMethods(request.url.split('?')[0] ?? '');
      return methods.length > 0 ? { code: 'method_not_allowed', details: { extensions: { allow: methods } } } : { code: 'not_found', details: {} };
    }
    if (status !== undefined && status >= 400 && status < 500) return { code: status === 413 ? 'payload_too_large' : status === 415 ? 'unsupported_media_type' : 'malformed_request', details: {} };
    return null;
  }
}

function send(reply: FastifyReply, code: RefusalCode, details: RefusalDetails): void {
  const { status, title } = refusalCatalog[code];
  const { detail, errors, extensions, retryAfterSeconds } = details;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  // RFC 9110, section 11.6.1, and RFC 6750, section 3.
  if (code === 'not_signed_in' || code === 'api_key_invalid') void reply.header('www-authenticate', code === 'api_key_invalid' ? 'Bearer realm="Countersign", error="invalid_token"' : 'Bearer realm="Countersign"');
  if (code === 'method_not_allowed') void reply.header('allow', (extensions?.allow as string[]).join(', '));
  const problem = { ...extensions, type: `urn:countersign:refusal:${code}`, title, status, code, detail: detail ?? `${title}.`, ...(errors && { errors: errors.map(({ pointer, detail: why, at }) => ({ pointer: shortened(pointer), detail: why, ...(at && { at }) })) }) };
  void reply.status(status).header('content-type', 'application/problem+json').header('cache-control', 'no-store').send(problem);
}

// A name as long as a book is not told back: what holds it is pointed at.
const pointerMax = 500;
function shortened(pointer: string): string {
  let short = pointer;
  while (short.length > pointerMax) short = short.slice(0, short.lastIndexOf('/'));
  return short;
}

const codeOf = (thrown: unknown): string => {
  const own = (thrown as { code?: unknown } | null)?.code;
  const driver = (thrown as { driverError?: { code?: unknown } } | null)?.driverError?.code;
  return typeof own === 'string' ? own : typeof driver === 'string' ? driver : '';
};
const statusOf = (thrown: unknown): number | undefined => (thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: number } | null)?.statusCode);
