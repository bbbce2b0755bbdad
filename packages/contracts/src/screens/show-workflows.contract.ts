import * as z from 'zod/mini';
import { id, instant, operation, page, pageQuery } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { screenFrame } from './views.js';

/** Runs of a version that have not ended. */
const runningOf = z.strictObject({ version: z.int(), running: z.int() });

const workflowRow = z.strictObject({
  id: id(),
  name: z.string(),
  /** The version that new requests run on, or null while none is published. `publishedBy` is null where it was not kept. */
  live: z.nullable(z.strictObject({ version: z.int(), publishedAt: instant(), publishedBy: z.nullable(memberRef()) })),
  /** The newest version that is still a draft. */
  draft: z.nullable(z.int()),
  /** What runs on it when it is requested now. */
  requestTypes: z.array(z.strictObject({ id: id(), name: z.string() })),
  /** By version, the newest first; versions on which nothing runs are left out. */
  running: z.array(runningOf),
});
export type WorkflowRow = z.infer<typeof workflowRow>;

export const showWorkflows = operation({
  name: 'showWorkflows',
  summary: 'Draws the workflows: which version is live, what uses it, how many requests run on which version',
  method: 'GET',
  path: '/v1/screens/workflows',
  query: z.strictObject(pageQuery),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      workflows: page(workflowRow),
      /** False in a company with so many open requests that only the newest were counted: then each number is the least that it is. */
      isCountWhole: z.boolean(),
    }),
  }),
  status: 200,
  permission: 'workflow.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 9, bytes: 100_000, p95Ms: 150 },
});
export type WorkflowsScreen = z.infer<typeof showWorkflows.reply>;
