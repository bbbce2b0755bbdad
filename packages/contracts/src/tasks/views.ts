import * as z from 'zod/mini';
import { digest, growing, id, instant, money, receipt, refusalCatalog, type RefusalCode } from '../platform/index.js';
import { memberRef, requestStatus, verdict } from '../requests/views.js';

export const taskParams = z.strictObject({ taskId: id() });

/** A task as the inbox lists it. */
export const taskView = z.strictObject({
  id: id(),
  requestId: id(),
  requestNumber: z.int(),
  requestTypeName: z.string(),
  title: z.string(),
  requester: memberRef(),
  amount: z.nullable(money()),
  stepId: z.string(),
  stepName: z.string(),
  revision: z.int(),
  revisionDigest: digest(),
  status: z.enum(['open', 'approved', 'rejected', 'changes_requested', 'superseded', 'withdrawn']),
  openedAt: instant(),
  /** When it should be decided; null where its step promises nothing. */
  dueAt: z.nullable(instant()),
});
export type TaskView = z.infer<typeof taskView>;

/** An effect that a decision would cause, as it is shown before deciding. */
export const plannedEffect = z.strictObject({
  stepId: z.string(),
  label: z.string(),
  kind: growing(['webhook', 'http', 'mail', 'message', 'notice', 'ask']),
  /** The event's type; of a call its method and path. */
  event: z.string(),
  target: z.string(),
  payloadDigest: digest(),
  /** Of a call through a connection: where it goes and how it says who calls, as the decision is bound to it. */
  bindingDigest: z.optional(digest()),
  /** Whether something is sent to undo it; where not, a person has to, or it stays. */
  reversible: z.boolean(),
  /** What becomes of it where the request is undone: "is undone by POST /payments/cancel at Bank", "a person undoes it", "stays as it is". */
  ifReversed: z.optional(z.string()),
  /** What is sent, to be read, shortened where it is long; `payloadDigest` covers all of it. Left out where `label` says it, and where several are decided together. */
  sends: z.optional(z.string()),
  /** What is undone where it fails for good, in a sentence; left out where nothing is. */
  ifFails: z.optional(z.string()),
});
export type PlannedEffect = z.infer<typeof plannedEffect>;

/** A record of another system that a signature is bound to, as it was read. */
export const recordView = z.strictObject({
  /** What it is read through, and where. */
  connection: z.string(),
  path: z.string(),
  state: z.enum(['wanted', 'read', 'unreadable']),
  /** Where it is looked at, by pointer (RFC 6901), and what it says there as JSON. */
  fields: z.array(z.strictObject({ pointer: z.string(), value: z.string() })),
  readAt: z.nullable(instant()),
  problem: z.nullable(z.string()),
});
export type RecordView = z.infer<typeof recordView>;

/**
 * What a decision would cause, computed by the server. `consequencesDigest` covers `next`, `effects` and `told`;
 * it does not cover clock times or candidates' names.
 */
export const consequencesView = z.strictObject({
  taskId: id(),
  verdict: verdict(),
  revision: z.int(),
  revisionDigest: digest(),
  consequencesDigest: digest(),
  /** The sentence that is signed: "I, Mara Oduya, approve version 3 of request 1182 for EUR 12400.00 as Budget owner." */
  statement: z.string(),
  /** The full label of the button: "Approve EUR 12,400.00". */
  label: z.string(),
  reasonRequired: z.boolean(),
  next: z.strictObject({
    /** `waits`: more signatures of this step are needed. */
    outcome: z.enum(['waits', 'opens_step', 'needs_approver', 'returned', 'approved', 'rejected']),
    stepId: z.nullable(z.string()),
    stepName: z.nullable(z.string()),
    /** All steps that would be asked now; several where branches begin. */
    opens: z.array(z.strictObject({ stepId: z.string(), stepName: z.string() })),
  }),
  effects: z.array(plannedEffect),
  /** What the step is signed by besides the request; left out where that is nothing. An approval is bound to it. */
  record: z.optional(recordView),
  told: z.array(z.strictObject({ who: z.string(), how: z.string() })),
});
export type ConsequencesView = z.infer<typeof consequencesView>;

/** So many tasks can one call decide. */
export const decisionsMax = 50;

/** Why one of several could not be done; the others are not touched by it. */
export const itemRefused = z.strictObject({ code: growing(Object.keys(refusalCatalog) as [RefusalCode, ...RefusalCode[]]), title: z.string(), detail: z.nullable(z.string()) });
export type ItemRefused = z.infer<typeof itemRefused>;

export const decisionReply = z.strictObject({
  decisionId: id(),
  taskId: id(),
  requestId: id(),
  verdict: verdict(),
  requestStatus: requestStatus(),
  revision: z.int(),
  revisionDigest: digest(),
  consequencesDigest: digest(),
  decidedAt: instant(),
  receipt: receipt(),
});
export type DecisionReply = z.infer<typeof decisionReply>;
