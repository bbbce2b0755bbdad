import * as z from 'zod/mini';
import { line, operation } from '../platform/index.js';
import { workflowDefinition } from './definition.js';
import { workflowView } from './views.js';

export const createWorkflow = operation({
  name: 'createWorkflow',
  summary: 'Create a workflow with its first version, a draft',
  method: 'POST',
  path: '/v1/workflows',
  body: z.strictObject({ name: line(120), definition: workflowDefinition }),
  reply: workflowView,
  status: 201,
  permission: 'workflow.define',
  refusals: ['definition_invalid', 'name_taken'],
  auditAction: 'workflow.created',
  idempotent: 'key',
  budget: { statements: 13, bytes: 40_000, p95Ms: 150 },
});
