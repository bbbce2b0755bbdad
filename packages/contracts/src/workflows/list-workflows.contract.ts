import * as z from 'zod/mini';
import { operation, page, pageQuery } from '../platform/index.js';
import { workflowView } from './views.js';

export const listWorkflows = operation({
  name: 'listWorkflows',
  summary: 'List workflows with their latest version',
  method: 'GET',
  path: '/v1/workflows',
  query: z.strictObject(pageQuery),
  reply: page(workflowView),
  status: 200,
  permission: 'workflow.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 5, bytes: 400_000, p95Ms: 150 },
});
