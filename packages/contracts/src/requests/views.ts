import * as z from 'zod/mini';
import { attachmentsMax, attachmentView } from '../attachments/views.js';
import { digest, growing, id, instant, isBlank, isStorableText, jsonObject, money, paragraph, receipt } from '../platform/index.js';

export const requestStatuses = ['open', 'returned', 'needs_approver', 'approved', 'rejected', 'withdrawn', 'cancelled', 'reversed'] as const;
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
  /** The first of its effects that failed, is unknown or was set aside, and waits for somebody who may repair it; null where none does. */
  stopped: z.optional(z.nullable(z.strictObject({ stepId: z.string(), stepName: z.string() }))),
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
  /** Whose place the member took, by a delegation; null where it was their own. */
  onBehalfOf: z.nullable(memberRef()),
  verdict: verdict(),
  reason: z.nullable(z.string()),
  revision: z.int(),
  revisionDigest: digest(),
  consequencesDigest: digest(),
  decidedAt: instant(),
  /** When its member took it back. */
  revokedAt: z.nullable(instant()),
});
export type DecisionView = z.infer<typeof decisionView>;

export const taskOfRequest = z.strictObject({
  id: id(),
  stepId: z.string(),
  stepName: z.string(),
  status: z.enum(['open', 'approved', 'rejected', 'changes_requested', 'superseded', 'withdrawn']),
  /** Of one that is superseded: what happened, in words. Null of any other. */
  setAside: z.nullable(z.string()),
  quorum: z.int(),
  openedAt: instant(),
  /** When it should be decided; null where its step promises nothing. */
  dueAt: z.nullable(instant()),
  closedAt: z.nullable(instant()),
  candidates: z.array(z.strictObject({ ...memberRef().shape, because: z.string() })),
  excluded: z.array(z.strictObject({ ...memberRef().shape, because: z.string() })),
});
export type TaskOfRequest = z.infer<typeof taskOfRequest>;

export const effectView = z.strictObject({
  id: id(),
  stepId: z.string(),
  stepName: z.string(),
  /** `person`: somebody has to undo it outside, and says so; it has no event and no target. `ask`: those named in `target` are asked to do something outside. */
  kind: growing(['webhook', 'http', 'mail', 'message', 'notice', 'person', 'ask']),
  /** The event's type; of a call its method and path. */
  event: z.string(),
  target: z.string(),
  /** Of an `ask`: what those who are asked are to do; left out for who may not see what requests say. */
  asks: z.optional(z.string()),
  /** `cancelled`: it was never begun. `unknown`: it may have been carried out, and nobody knows. `resolved`: a person did it, or saw that it is done. `skipped`: a person decided that it is not to be. `given_up`: it failed for good, or was not carried out, and what was is undone. `called_off`: another one failed before it was carried out. `compensating`, `compensated`: it was carried out, and is being undone, or is undone. `asked`: it waits until one of those who are asked says that it is done. */
  state: growing(['wanted', 'running', 'succeeded', 'failed', 'unknown', 'parked', 'cancelled', 'resolved', 'skipped', 'given_up', 'called_off', 'compensating', 'compensated', 'asked']),
  /** The effect that this one undoes. */
  undoesId: z.nullable(id()),
  resolution: z.nullable(z.string()),
  attempts: z.int(),
  nextAttemptAt: z.nullable(instant()),
  lastProblem: z.nullable(z.string()),
  wantedAt: instant(),
  endedAt: z.nullable(instant()),
});
export type EffectView = z.infer<typeof effectView>;

export const revisionView = z.strictObject({
  /** Its files; both digests cover their names and bytes. */
  attachments: z.array(attachmentView),
  revision: z.int(),
  content: jsonObject(),
  revisionDigest: digest(),
  materialDigest: digest(),
  createdAt: instant(),
  createdBy: memberRef(),
});
export type RevisionView = z.infer<typeof revisionView>;

/**
 * A remark on a request; it decides nothing. Whom it mentions stands in its text as `@{member id}`, with their names of today in `mentions`.
 * What was removed has no text any more.
 */
export const noteView = z.strictObject({ id: id(), author: memberRef(), text: z.string(), mentions: z.array(memberRef()), writtenAt: instant(), editedAt: z.nullable(instant()), removedAt: z.nullable(instant()) });
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

/** How a record stands today: `differs` where both sides do not say the same or what is said is not of the agreed shape, `missing` where it is not kept or was not listed there any more. */
export const recordLinkStates = ['in_step', 'differs', 'missing', 'gone'] as const;
/** A record of another system that a request is about: a field of its revision names it, or an answer to one of its effects did. */
export const recordLink = z.strictObject({
  recordSetId: id(),
  recordSetName: z.string(),
  /** Null where an answer was to name one and did not; `problem` says why. */
  outsideId: z.nullable(z.string()),
  /** What it is called today. */
  title: z.nullable(z.string()),
  state: z.nullable(growing(recordLinkStates)),
  /** Where the field stands in the content (RFC 6901), and which version of the record was kept when it was submitted. */
  field: z.nullable(z.string()),
  version: z.nullable(z.string()),
  effectId: z.nullable(id()),
  stepName: z.nullable(z.string()),
  problem: z.nullable(z.string()),
  linkedAt: instant(),
});
export type RecordLink = z.infer<typeof recordLink>;

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
  /** The first hundred. */
  outsideRecords: z.array(recordLink),
});
export type RequestView = z.infer<typeof requestView>;

/** How one effect would be undone. `never_begun`: it will not be carried out at all. */
export const undoing = z.strictObject({
  effectId: id(),
  stepName: z.string(),
  how: growing(['never_begun', 'webhook', 'http', 'mail', 'message', 'notice', 'ask', 'person', 'nothing']),
  /** A sentence: what was done, as far as is known, and what undoes it. */
  text: z.string(),
  /** What is sent to undo it, to be read, shortened where it is long; left out where nothing is, or the sentence says it. */
  sends: z.optional(z.string()),
});

/** What undoing an approved request would do, the first to be undone first. `consequencesDigest` covers all of it but the sentences. */
export const reversalView = z.strictObject({
  requestId: id(),
  number: z.int(),
  revision: z.int(),
  consequencesDigest: digest(),
  effects: z.array(undoing),
  /** How many of them only a person can undo. */
  byPerson: z.int(),
});
export type ReversalView = z.infer<typeof reversalView>;

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

/** Files to be part of a revision, each looked at before. */
export const attachmentIds = () => z.array(id()).check(z.maxLength(attachmentsMax), z.refine((ids) => new Set(ids).size === ids.length, 'must name each file once'));

export const requestParams = z.strictObject({ requestId: id() });
export const noteParams = z.strictObject({ requestId: id(), noteId: id() });

/** What a note says, with `@{member id}` for everybody whom it mentions. */
export const noteText = () => paragraph(2000).check(z.refine((text) => !isBlank(text), 'must not be empty'));

/** So long may its author change or remove a note. */
export const noteSettlesMs = 5 * 60_000;
/** So many members can one note mention. */
export const mentionsMax = 20;
const token = /@\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}/g;

/** Whom a note's text mentions, each once. */
export const mentionsIn = (text: string): string[] => [...new Set([...text.matchAll(token)].map(([, memberId = '']) => memberId))];

/** A note's text as people read it: `@` and a name for each token. */
export const withNames = (text: string, nameOf: (memberId: string) => string | undefined): string => text.replaceAll(token, (whole, memberId: string) => (nameOf(memberId) === undefined ? whole : `@${nameOf(memberId)}`));
