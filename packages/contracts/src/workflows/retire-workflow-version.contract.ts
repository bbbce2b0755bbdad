import { operation } from '../platform/index.js';
import { workflowVersionParams, workflowVersionView } from './views.js';

export const retireWorkflowVersion = operation({
  name: 'retireWorkflowVersion',
  summary: 'Retire a version: a draft is given up; of a published one nothing new can be requested, and what runs on it goes on',
  method: 'POST',
  path: '/v1/workflows/{workflowId}/versions/{version}/retire',
  params: workflowVersionParams,
  reply: workflowVersionView,
  status: 200,
  permission: 'workflow.publish',
  refusals: ['workflow_version_retired'],
  auditAction: 'workflow.version_retired',
  idempotent: 'key',
  budget: { statements: 10, bytes: 40_000, p95Ms: 150 },
});
