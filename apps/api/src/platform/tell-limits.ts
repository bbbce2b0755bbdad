import type { FastifyInstance } from 'fastify';
import type { EdgeRequest } from './edge-request.js';

/** Every answer to a call by an API key says what is left of its limits: refusals too. */
export function tellLimits(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const { countersignCounted: counted } = request as EdgeRequest;
    if (counted) void reply.headers(counted.headers);
    done(null, payload);
  });
}
