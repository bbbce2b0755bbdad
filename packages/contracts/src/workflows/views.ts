import * as z from 'zod/mini';
import { digest, id, instant } from '../platform/index.js';
import { keptWorkflowDefinition } from './definition.js';

export const workflowVersionView = z.strictObject({
  workflowId: id(),
  version: z.int(),
  state: z.enum(['draft', 'published', 'retired']),
  definition: keptWorkflowDefinition,
  definitionDigest: digest(),
  createdAt: instant(),
  publishedAt: z.nullable(instant()),
});
export type WorkflowVersionView = z.infer<typeof workflowVersionView>;

export const workflowView = z.strictObject({ id: id(), name: z.string(), latestVersion: workflowVersionView });
export type WorkflowView = z.infer<typeof workflowView>;

export const workflowParams = z.strictObject({ workflowId: id() });
export const workflowVersionParams = z.strictObject({ workflowId: id(), version: z.string().check(z.regex(/^[1-9]\d{0,5}$/, 'must be a version number')) });
