import type { Operation } from '@countersign/contracts/platform';
import { entityTagOf, matchesWeakly } from '@countersign/services/platform';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { EdgeRequest } from './edge-request.js';

/** Says which state the answer shows, and notes whether its reader has it already. */
export function tagAnswer(reply: FastifyReply, request: EdgeRequest, { method }: Operation, body: unknown): void {
  const tag = entityTagOf(body);
  void reply.header('etag', tag);
  const known = request.headers['if-none-match'];
  if (method === 'GET' && known !== undefined && matchesWeakly(known, tag)) request.countersignUnchanged = true;
}

/** Leaves out what its reader has already (RFC 9110, section 15.4.5). */
export function leaveOutUnchanged(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (!(request as EdgeRequest).countersignUnchanged || reply.statusCode !== 200) return done(null, payload);
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}
