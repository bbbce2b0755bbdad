import { operation } from '../platform/index.js';
import { workflowVersionParams, workflowVersionView } from './views.js';

export const publishWorkflowVersion = operation({
  name: 'publishWorkflowVersion',
  summary: 'Publish a draft: new requests run on it, runs in flight stay on theirs',
  method: 'POST',
  path: '/v1/workflows/{workflowId}/versions/{version}/publish',
  params: workflowVersionParams,
  reply: workflowVersionView,
  status: 200,
  permission: 'workflow.publish',
  refusals: ['definition_invalid', 'workflow_version_not_draft', 'workflow_version_unchanged'],
  auditAction: 'workflow.version_published',
  idempotent: 'key',
  budget: { statements: 15, bytes: 40_000, p95Ms: 150 },
});
