import * as z from 'zod/mini';
import { digest, eventType, id, instant } from '../platform/index.js';

/** Entries go out in their lasting order, each once in it: what is sent again after a failed attempt is the same bytes under the same id. */
export const auditRecorded = eventType({
  name: 'auditRecorded',
  summary: 'Entries of the audit, in their lasting order and without a gap, to an endpoint that the audit is streamed to. An entry that is gone from the database although the log has it is null',
  since: '2026-11-21',
  schema: z.strictObject({
    type: z.literal('audit.recorded'),
    timestamp: instant(),
    data: z.strictObject({
      streamId: id(),
      /** Index of the first entry. */
      fromIndex: z.int(),
      entries: z.array(z.strictObject({ index: z.int(), /** SHA-256 of 0x00 and the entry as canonical JSON (RFC 8785, RFC 6962). */ leaf: digest(), entry: z.nullable(z.record(z.string(), z.unknown())) })),
      /** The newest signed checkpoint when these were taken; null where there is none yet. Kept, it shows whether the audit was rewritten later. */
      checkpoint: z.nullable(z.string()),
    }),
  }),
  example: {
    type: 'audit.recorded',
    timestamp: '2026-12-01T09:00:00.000Z',
    data: {
      streamId: '019ab0c0-0000-7000-8000-000000000007',
      fromIndex: 41,
      entries: [{
        index: 41,
        leaf: '5f0c2d7b8e1a4963d0b7c6a5e4f3021189abcdef00112233445566778899aabb',
        entry: {
          v: '1', id: '019ab0c0-0000-7000-8000-000000000008', tenant: '019ab0c0-0000-7000-8000-000000000009', at: '2026-12-01T08:59:59.120Z', actor: { kind: 'member', memberId: '019ab0c0-0000-7000-8000-00000000000a' },
          channel: 'screen', traceId: null, cause: null, action: 'request.decided', subject: { kind: 'request', id: '019ab0c0-0000-7000-8000-000000000001', label: 'request 12' }, reason: null, before: null, after: { verdict: 'approve' },
        },
      }],
      checkpoint: null,
    },
  },
});
