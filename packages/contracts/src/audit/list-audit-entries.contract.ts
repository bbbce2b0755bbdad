import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { auditEntryView, auditQuery } from './views.js';

export const listAuditEntries = operation({
  name: 'listAuditEntries',
  summary: 'List the audit, newest first: who, what, when, why, through which path; a page may hold fewer than asked for and still have a next one',
  method: 'GET',
  path: '/v1/audit-entries',
  query: z.strictObject({ ...pageQuery, ...auditQuery }),
  reply: page(auditEntryView),
  status: 200,
  permission: 'audit.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 6, bytes: 400_000, p95Ms: 150 },
});
