import * as z from 'zod/mini';
import { digest, id, instant, isStorableText, jsonObject, money, receipt } from '../platform/index.js';

export const requestStatuses = ['open', 'returned', 'needs_approver', 'approved', 'rejected', 'withdrawn'] as const;
export const requestStatus = () => z.enum(requestStatuses);
export type RequestStatus = (typeof requestStatuses)[number];

/** How far back a list of requests or of the audit looks, in days. */
export const spansDays = ['7', '30', '90', '365'] as const;

/**
 * What is asked of a list of requests. `q` is text: every word of it is met by the beginning of a word of the title, the requester's or
 * type's name, the number, the amount, or the code of a version; `#42` by that number alone.
 */
export const requestQuery = {
  q: z.optional(z.string().check(z.maxLength(200), z.refine(isStorableText, 'must not contain NUL or half a surrogate pair'))),
  status: z.optional(requestStatus()),
  requester: z.optional(z.literal('me')),
  requestTypeId: z.optional(id()),
  withinDays: z.optional(z.enum(spansDays)),
};
export type RequestQuery = { readonly [Name in keyof typeof requestQuery]?: z.infer<(typeof requestQuery)[Name]> };

export const verdicts = ['approve', 'reject', 'request_changes'] as const;
export const verdict = () => z.enum(verdicts);
export type Verdict = (typeof verdicts)[number];

export const memberRef = () => z.strictObject({ memberId: id(), name: z.string() });
export type MemberRef = z.infer<ReturnType<typeof memberRef>>;

/** A request as lists show it. */
export const requestSummary = z.strictObject({
  id: id(),
  number: z.int(),
  title: z.string(),
  requestType: z.strictObject({ id: id(), name: z.string(), version: z.int() }),
  requester: memberRef(),
  amount: z.nullable(money()),
  status: requestStatus(),
  revision: z.int(),
  /** What it waits for: the open step, or null when it does not wait. */
  waitingOn: z.nullable(z.strictObject({ stepId: z.string(), stepName: z.string() })),
  createdAt: instant(),
  updatedAt: instant(),
});
export type RequestSummary = z.infer<typeof requestSummary>;

export const decisionView = z.strictObject({
  id: id(),
  taskId: id(),
  stepId: z.string(),
  stepName: z.string(),
  member: memberRef(),
  verdict: verdict(),
  reason: z.nullable(z.string()),
  revision: z.int(),
  revisionDigest: digest(),
  consequencesDigest: digest(),
  decidedAt: instant(),
});
export type DecisionView = z.infer<typeof decisionView>;

export const taskOfRequest = z.strictObject({
  id: id(),
  stepId: z.string(),
  stepName: z.string(),
  status: z.enum(['open', 'approved', 'rejected', 'changes_requested', 'superseded', 'withdrawn']),
  quorum: z.int(),
  openedAt: instant(),
  closedAt: z.nullable(instant()),
  candidates: z.array(z.strictObject({ ...memberRef().shape, because: z.string() })),
  excluded: z.array(z.strictObject({ ...memberRef().shape, because: z.string() })),
});
export type TaskOfRequest = z.infer<typeof taskOfRequest>;

export const effectView = z.strictObject({
  id: id(),
  stepId: z.string(),
  stepName: z.string(),
  kind: z.literal('webhook'),
  event: z.string(),
  target: z.string(),
  state: z.enum(['wanted', 'running', 'succeeded', 'failed', 'parked']),
  attempts: z.int(),
  nextAttemptAt: z.nullable(instant()),
  lastProblem: z.nullable(z.string()),
  wantedAt: instant(),
  endedAt: z.nullable(instant()),
});
export type EffectView = z.infer<typeof effectView>;

export const revisionView = z.strictObject({
  revision: z.int(),
  content: jsonObject(),
  revisionDigest: digest(),
  materialDigest: digest(),
  createdAt: instant(),
  createdBy: memberRef(),
});
export type RevisionView = z.infer<typeof revisionView>;

/** A remark on a request; it decides nothing. */
export const noteView = z.strictObject({ id: id(), author: memberRef(), text: z.string(), writtenAt: instant() });
export type NoteView = z.infer<typeof noteView>;

/** A request that this one was submitted about, or that was submitted about this one. */
export const relatedRequest = z.strictObject({
  id: id(),
  number: z.int(),
  title: z.string(),
  requestType: z.strictObject({ id: id(), name: z.string() }),
  status: requestStatus(),
  /** `names`: this request names it. `named_by`: it names this request. */
  relation: z.enum(['names', 'named_by']),
});
export type RelatedRequest = z.infer<typeof relatedRequest>;

/** A request as a whole, its revision at hand, and what became of it. */
export const requestView = z.strictObject({
  ...requestSummary.shape,
  workflow: z.strictObject({ id: id(), name: z.string(), version: z.int() }),
  current: revisionView,
  tasks: z.array(taskOfRequest),
  decisions: z.array(decisionView),
  effects: z.array(effectView),
  /** Oldest first. */
  notes: z.array(noteView),
  /** Those of them that you may see yourself, by number. */
  related: z.array(relatedRequest),
});
export type RequestView = z.infer<typeof requestView>;

/** The answer to a change of a request. */
export const requestChanged = z.strictObject({
  id: id(),
  number: z.int(),
  status: requestStatus(),
  revision: z.int(),
  revisionDigest: digest(),
  receipt: receipt(),
});
export type RequestChanged = z.infer<typeof requestChanged>;

export const requestParams = z.strictObject({ requestId: id() });
