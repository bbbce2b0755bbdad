import type { WorkflowVersion } from '@countersign/database/workflows';
import type { WorkflowVersionView } from '@countersign/contracts/workflows';

export const versionViewOf = (row: Omit<WorkflowVersion, 'tenantId' | 'publishedBy' | 'outline'>): WorkflowVersionView => ({
  workflowId: row.workflowId,
  version: row.version,
  state: row.state,
  definition: row.definition as WorkflowVersionView['definition'],
  definitionDigest: row.definitionDigest,
  createdAt: row.createdAt.toISOString(),
  publishedAt: row.publishedAt?.toISOString() ?? null,
});
