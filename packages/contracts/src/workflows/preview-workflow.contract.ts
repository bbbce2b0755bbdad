import * as z from 'zod/mini';
import { id, jsonObject, mayDo, operation } from '../platform/index.js';

/** Where within a condition; see `SourcePlace` of a refusal. */
const place = z.strictObject({ part: z.string(), offset: z.int(), length: z.int(), line: z.int(), column: z.int() });

/**
 * Something that keeps a definition from being saved as a version, and what to do. `stepId` is null where it is about the whole, `field`
 * where it is about the step as a whole; otherwise it is the way within the step, such as `approvers/anyOf` or `branches/big/when`.
 */
const workflowFinding = z.strictObject({ stepId: z.nullable(z.string()), field: z.nullable(z.string()), message: z.string(), at: z.nullable(place) });
export type WorkflowFinding = z.infer<typeof workflowFinding>;

/** What is different from the live version, a sentence each. */
const workflowDifference = z.strictObject({ stepId: z.nullable(z.string()), kind: z.enum(['added', 'removed', 'moved', 'changed']), text: z.string() });
export type WorkflowDifference = z.infer<typeof workflowDifference>;

export const previewWorkflow = operation({
  name: 'previewWorkflow',
  summary: 'What keeps a definition from being saved as a version, and how it differs from the live one. Nothing is kept',
  method: 'POST',
  path: '/v1/workflow-previews',
  /** `workflowId` is null for a workflow that is not there yet. What is wrong with the definition's shape is a finding too. */
  body: z.strictObject({ workflowId: z.nullable(id()), definition: jsonObject() }),
  reply: z.strictObject({
    findings: z.array(workflowFinding),
    /** The version that it is compared with; null where none is live. */
    liveVersion: z.nullable(z.int()),
    /** None where there is no live version, or a definition cannot be read or is too large. */
    differences: z.array(workflowDifference),
    /** Whether it says nothing else than the live version. */
    isUnchanged: z.boolean(),
    /** Whether a version with it would be published, and in a sentence why not. */
    publish: mayDo,
  }),
  status: 200,
  permission: 'workflow.define',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 16, bytes: 60_000, p95Ms: 150 },
});
export type WorkflowPreview = z.infer<typeof previewWorkflow.reply>;
