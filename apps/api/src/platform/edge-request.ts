import type { Call } from '@countersign/services/platform';
import type { ExecutionContext } from '@nestjs/common';
import type { ApiVersion } from '@countersign/contracts/platform';
import type { CountedCall } from './call-limits.js';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** What the edge keeps on a request while it is served. */
export interface EdgeRequest extends FastifyRequest {
  countersignCall?: Call;
  /** In which version it is answered. */
  countersignVersion?: ApiVersion;
  /** Set where the reader of the answer has it already. */
  countersignUnchanged?: boolean;
  /** Set once a call by an API key is counted; it is counted once, however often it begins again. */
  countersignCounted?: CountedCall;
  /** The body's very bytes, which a signature may be of. */
  sentBytes?: Uint8Array;
}

export const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<EdgeRequest>();
export const replyOf = (context: ExecutionContext) => context.switchToHttp().getResponse<FastifyReply>();

export function callOn(context: ExecutionContext): Call {
  const call = requestOf(context).countersignCall;
  if (!call) throw new Error('no guard has seen this call');
  return call;
}
