import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { workflowDefinition } from './definition.js';
import { workflowParams, workflowVersionView } from './views.js';

export const addWorkflowVersion = operation({
  name: 'addWorkflowVersion',
  summary: 'Add a draft version to a workflow',
  method: 'POST',
  path: '/v1/workflows/{workflowId}/versions',
  params: workflowParams,
  body: z.strictObject({ definition: workflowDefinition }),
  reply: workflowVersionView,
  status: 201,
  permission: 'workflow.define',
  refusals: ['definition_invalid'],
  auditAction: 'workflow.version_added',
  idempotent: 'key',
  budget: { statements: 13, bytes: 40_000, p95Ms: 150 },
});
