import { jsonObject, operation } from '../platform/index.js';

export const getWorkflowSchema = operation({
  name: 'getWorkflowSchema',
  summary: 'The format of workflow definitions as a JSON Schema (2020-12)',
  method: 'GET',
  path: '/v1/workflow-schema',
  reply: jsonObject(),
  status: 200,
  permission: 'member',
  keyScope: 'workflow.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 4, bytes: 120_000, p95Ms: 150 },
});
