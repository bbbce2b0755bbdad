import * as z from 'zod/mini';
import { auditEntryView, auditQuery } from '../audit/views.js';
import { cursorLengthMax, id, operation } from '../platform/index.js';
import { screenFrame } from './views.js';

/** One value that an act changed, as text. */
export const auditChange = z.strictObject({ field: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) });
export type AuditChange = z.infer<typeof auditChange>;

export const auditRow = z.strictObject({
  entry: auditEntryView,
  /** What was done and to what, in words, to be read after the name of who did it: "approved request 7". */
  did: z.string(),
  changes: z.array(auditChange),
  /** What led to it, in words, where another entry did. */
  cause: z.nullable(z.strictObject({ id: id(), text: z.string() })),
});
export type AuditRow = z.infer<typeof auditRow>;

export const showAudit = operation({
  name: 'showAudit',
  summary: 'Draws the audit: who did what, when, why, through which path and because of what',
  method: 'GET',
  path: '/v1/screens/audit',
  query: z.strictObject({ ...auditQuery, requestNumber: z.optional(z.string().check(z.regex(/^[1-9]\d{0,14}$/, 'must be a number'))), cursor: z.optional(z.string().check(z.maxLength(cursorLengthMax))) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      rows: z.array(auditRow),
      /** Where to go on. It can be set although few rows came: then so many of the newest were looked through. */
      nextCursor: z.nullable(z.string()),
      people: z.array(z.strictObject({ id: id(), name: z.string() })),
      actions: z.array(z.strictObject({ id: z.string(), label: z.string() })),
    }),
  }),
  status: 200,
  permission: 'audit.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 13, bytes: 400_000, p95Ms: 150 },
});
export type AuditScreen = z.infer<typeof showAudit.reply>;
