import * as z from 'zod/mini';
import { digest, id, instant, operation, page, pageQuery } from '../platform/index.js';

export const auditEntryView = z.strictObject({
  id: id(),
  at: instant(),
  /** Who: a member, a job, the system, or somebody not signed in; with the name at that time. */
  actor: z.strictObject({ kind: z.enum(['member', 'job', 'system', 'anonymous']), memberId: z.nullable(id()), name: z.string() }),
  action: z.string(),
  subject: z.strictObject({ kind: z.string(), id: z.string(), label: z.string() }),
  reason: z.nullable(z.string()),
  /** Through which path: `screen`, `api` or `job`. */
  channel: z.enum(['screen', 'api', 'job']),
  /** The entry that led to this one, where there is one. */
  causeId: z.nullable(id()),
  traceId: z.nullable(z.string()),
  before: z.nullable(z.unknown()),
  after: z.nullable(z.unknown()),
  leaf: digest(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

export const listAuditEntries = operation({
  name: 'listAuditEntries',
  summary: 'List the audit, newest first: who, what, when, why, through which path',
  method: 'GET',
  path: '/v1/audit-entries',
  query: z.strictObject({ ...pageQuery, subjectId: z.optional(z.string().check(z.maxLength(80))), action: z.optional(z.string().check(z.maxLength(80))) }),
  reply: page(auditEntryView),
  status: 200,
  permission: 'audit.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 400_000, p95Ms: 150 },
});
