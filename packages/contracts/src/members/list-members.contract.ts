import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { memberView } from './views.js';

export const listMembers = operation({
  name: 'listMembers',
  summary: 'List members with their roles',
  method: 'GET',
  path: '/v1/members',
  query: z.strictObject(pageQuery),
  reply: page(memberView),
  status: 200,
  permission: 'member.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 60_000, p95Ms: 150 },
});
