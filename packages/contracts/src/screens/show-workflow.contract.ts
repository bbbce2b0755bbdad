import * as z from 'zod/mini';
import { digest, growing, id, instant, operation } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { migrationStates } from '../run-migrations/views.js';
import { conditionView, mayDo, screenFrame, stepPlace } from './views.js';

const stepBase = { stepId: z.string(), name: z.string(), condition: z.nullable(conditionView), ...stepPlace };

/** A step as its definition says it, with the names of what it names. */
const workflowStep = z.discriminatedUnion('kind', [
  z.strictObject({
    ...stepBase,
    kind: z.literal('approval'),
    /** Who may sign: holders of one of the roles, how many that are now, and the members named. */
    roles: z.array(z.strictObject({ id: id(), name: z.string(), holders: z.int() })),
    members: z.array(z.strictObject({ ...memberRef().shape, isRemoved: z.boolean() })),
    /** `requester`: only those of the requester's unit. */
    unit: z.enum(['any', 'requester']),
    /** Everything that names who may sign, or is left out, a line each: "holders of Finance of the requester's unit". */
    rules: z.array(z.string()),
    quorum: z.union([z.int(), z.literal('all')]),
    requesterMaySign: z.boolean(),
    /** What else it says, each to be read after its name: "is due after 8 hours". */
    terms: z.array(z.string()),
    onReject: z.union([z.enum(['return', 'end']), z.strictObject({ goTo: z.string(), stepName: z.string() })]),
  }),
  z.strictObject({ ...stepBase, kind: z.literal('condition') }),
  z.strictObject({ ...stepBase, kind: z.literal('parallel'), branches: z.int(), join: z.int() }),
  z.strictObject({ ...stepBase, kind: z.literal('wait'), until: z.string() }),
  z.strictObject({ ...stepBase, kind: z.literal('end'), outcome: z.enum(['approved', 'rejected']) }),
  z.strictObject({ ...stepBase, kind: z.literal('effect'), /** What is carried out. */ way: z.optional(growing(['webhook', 'http', 'mail', 'message', 'notice', 'ask'])), event: z.string(), target: z.string(), onReverse: z.string(), /** What is undone where it fails for good; left out where nothing is. */ ifFails: z.optional(z.string()) }),
]);
export type WorkflowStep = z.infer<typeof workflowStep>;

const versionRow = z.strictObject({
  version: z.int(),
  state: z.enum(['draft', 'published', 'retired']),
  createdAt: instant(),
  publishedAt: z.nullable(instant()),
  /** Null where it was not kept. */
  publishedBy: z.nullable(memberRef()),
  running: z.int(),
  /** The newest plan to move requests from it to a newer version; null where there is none. */
  migration: z.nullable(z.strictObject({ id: id(), toVersion: z.int(), state: growing(migrationStates) })),
});
export type WorkflowVersionRow = z.infer<typeof versionRow>;

export const showWorkflow = operation({
  name: 'showWorkflow',
  summary: 'Draws a workflow in one of its versions: steps, who may sign, conditions, effects, and all its versions',
  method: 'GET',
  path: '/v1/screens/workflow',
  /** Without a version: the live one, or the newest where none is live. */
  query: z.strictObject({ workflowId: id(), version: z.optional(z.string().check(z.regex(/^[1-9]\d{0,5}$/, 'must be a version number'))) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      workflow: z.strictObject({ id: id(), name: z.string() }),
      requestTypes: z.array(z.strictObject({ id: id(), name: z.string() })),
      shown: z.strictObject({ version: z.int(), definitionDigest: digest(), steps: z.array(workflowStep) }),
      /** The newest 100, newest first, and the one shown. */
      versions: z.array(versionRow),
      /** As in `showWorkflows`. */
      isCountWhole: z.boolean(),
      /** Whether requests may be moved from an older version to the live one. */
      move: mayDo,
    }),
  }),
  status: 200,
  permission: 'workflow.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 13, bytes: 100_000, p95Ms: 150 },
});
export type WorkflowScreen = z.infer<typeof showWorkflow.reply>;
