import * as z from 'zod/mini';
import { digest, growing, id, instant } from '../platform/index.js';
import { memberRef, spansDays } from '../requests/views.js';

export const channels = ['screen', 'api', 'job'] as const;

/** What is asked of the audit. */
export const auditQuery = {
  memberId: z.optional(id()),
  subjectId: z.optional(z.string().check(z.maxLength(80))),
  /** An action; after a colon what it came to, as in `request.decided:approve`. */
  action: z.optional(z.string().check(z.maxLength(80))),
  channel: z.optional(z.enum(channels)),
  withinDays: z.optional(z.enum(spansDays)),
};
export type AuditQuery = { readonly [Name in keyof typeof auditQuery]?: z.infer<(typeof auditQuery)[Name]> };

export const auditEntryView = z.strictObject({
  id: id(),
  at: instant(),
  /** Who: a member, a job, the system, or somebody not signed in; with the name at that time, and the API key where it was by one. */
  actor: z.strictObject({ kind: z.enum(['member', 'job', 'system', 'anonymous']), memberId: z.nullable(id()), apiKeyId: z.nullable(id()), /** Its name today; left out where no key was used. */ apiKeyName: z.optional(z.string()), name: z.string() }),
  action: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string(), label: z.string() }),
  /** Of an effect: what its step is called. Left out of anything else. */
  stepName: z.optional(z.string()),
  /** Of a message of another system: the source that it came from, by its name today. Left out of anything else. */
  sourceName: z.optional(z.string()),
  reason: z.nullable(z.string()),
  /** Through which path: `screen`, `api` or `job`. */
  channel: z.enum(channels),
  /** The entry that led to this one, where there is one. */
  causeId: z.nullable(id()),
  traceId: z.nullable(z.string()),
  before: z.nullable(z.unknown()),
  after: z.nullable(z.unknown()),
  leaf: digest(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

/** Where a stream of the audit begins: with what comes, with the first entry, or where the last stream to this endpoint came to. */
export const streamStarts = ['now', 'first', 'last_stream'] as const;

/** The audit, sent on to a webhook endpoint in its lasting order. */
export const auditStreamView = z.strictObject({
  id: id(),
  endpoint: z.strictObject({ id: id(), name: z.string() }),
  state: growing(['running', 'stopped']),
  /** Indexes of the first entry, and of the one that is sent next; and how many the company's log has: what is not sent waits. */
  fromIndex: z.int(),
  nextIndex: z.int(),
  size: z.int(),
  /** Attempts at the entries under way that failed so far; with what the last one met, and when it is tried again. */
  failedAttempts: z.int(),
  problem: z.nullable(z.string()),
  nextAttemptAt: z.nullable(instant()),
  /** When entries arrived last. */
  arrivedAt: z.nullable(instant()),
  startedBy: memberRef(),
  startedAt: instant(),
  endedAt: z.nullable(instant()),
});
export type AuditStreamView = z.infer<typeof auditStreamView>;
