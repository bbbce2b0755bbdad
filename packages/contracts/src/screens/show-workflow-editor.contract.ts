import * as z from 'zod/mini';
import { connectionKinds } from '../connections/views.js';
import { growing, id, operation } from '../platform/index.js';
import { editedDefinition } from '../workflows/definition.js';
import { mayDo, screenFrame } from './views.js';

const named = z.strictObject({ id: id(), name: z.string() });
const versionOf = z.strictObject({ version: z.int(), definition: editedDefinition });

export const showWorkflowEditor = operation({
  name: 'showWorkflowEditor',
  summary: 'Draws the editor of a workflow, or of a new one: what it says now, and what its steps can name',
  method: 'GET',
  path: '/v1/screens/workflow-editor',
  query: z.strictObject({ workflowId: z.optional(id()) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      /** Null for a new one. */
      workflow: z.nullable(named),
      live: z.nullable(versionOf),
      /** The newest version, where that is a draft. */
      draft: z.nullable(versionOf),
      /** The newest version, where that is retired and nothing is live: what is written begins from it. */
      retired: z.nullable(versionOf),
      latestVersion: z.int(),
      /** What runs on it, with the fields that conditions can read: as written there, called so, and of what kind. */
      requestTypes: z.array(z.strictObject({ ...named.shape, fields: z.array(z.strictObject({ path: z.string(), label: z.string(), kind: z.string(), optional: z.boolean() })) })),
      roles: z.array(z.strictObject({ ...named.shape, holders: z.int() })),
      groups: z.array(named),
      /** The first 200 of the company, and whoever is named already. */
      members: z.array(named),
      endpoints: z.array(named),
      /** Other systems that effects can call. */
      connections: z.array(z.strictObject({ ...named.shape, kind: z.optional(growing(connectionKinds)) })),
      /** What the answer to a call can name records of. */
      recordSets: z.array(named),
      hasCalendar: z.boolean(),
      /** Those by which steps can count; the default one applies where a step names none. */
      calendars: z.array(z.strictObject({ ...named.shape, isDefault: z.boolean() })),
      publish: mayDo,
    }),
  }),
  status: 200,
  permission: 'workflow.define',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 17, bytes: 120_000, p95Ms: 150 },
});
export type WorkflowEditorScreen = z.infer<typeof showWorkflowEditor.reply>;
