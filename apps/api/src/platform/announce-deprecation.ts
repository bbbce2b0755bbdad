import type { Operation } from '@countersign/contracts/platform';
import type { FastifyReply } from 'fastify';

const secondsAt = (day: string) => Date.parse(day) / 1000;

/** Tells callers of an operation that it goes, with every answer: since when (RFC 9745), until when (RFC 8594), and where it is written. */
export function announceDeprecation({ deprecated }: Operation, reply: FastifyReply): void {
  if (!deprecated) return;
  void reply.headers({
    deprecation: `@${secondsAt(deprecated.since)}`,
    sunset: new Date(deprecated.sunset).toUTCString(),
    link: `</v1/openapi.json>; rel="deprecation"; type="application/json"`,
  });
}
