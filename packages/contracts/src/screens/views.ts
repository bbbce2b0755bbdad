import * as z from 'zod/mini';
import { authorityLimitView } from '../authority-limits/views.js';
import { delegationView } from '../delegations/views.js';
import { growing, id, instant, mayDo, type MayDo, money, permissions } from '../platform/index.js';
import { pictureView } from '../profile/views.js';
import { memberRef, requestSummary, requestView, verdict } from '../requests/views.js';
import { consequencesView, taskView } from '../tasks/views.js';

/** Where one can go, in the order of the main navigation. */
export const places = ['inbox', 'notifications', 'requests', 'submit', 'workflows', 'audit', 'effects', 'connections', 'webhooks', 'people', 'start'] as const;
export type Place = (typeof places)[number];

/** What every screen's one request carries besides its own data. */
export const screenFrame = {
  asOf: instant(),
  me: z.strictObject({ memberId: id(), name: z.string(), permissions: z.array(growing(permissions)) }),
  tenant: z.strictObject({ name: z.string() }),
  /** How many tasks wait for you, how much you were told and have not read (100 stands for more), and where you may go. */
  /** `effects`: those that wait for somebody, for who may repair them; it and `notifications` are counted up to 100. */
  nav: z.strictObject({ inbox: z.int(), notifications: z.int(), effects: z.int(), places: z.array(growing(places)) }),
  /** By member, of those that this screen names and who have one. */
  pictures: z.record(id(), pictureView),
};

/** One property of the content, ready to show. Money is shown as sent, never rounded away. */
export const factRow = z.strictObject({
  field: z.string(),
  label: z.string(),
  value: z.string(),
  /** The value in the revision that you signed or saw last, where it differs. */
  before: z.nullable(z.string()),
  changedInRevision: z.nullable(z.int()),
  material: z.boolean(),
});
export type FactRow = z.infer<typeof factRow>;

/** One line of the request's ledger. */
export const timelineRow = z.strictObject({
  at: instant(),
  kind: growing(['submitted', 'revised', 'approved', 'rejected', 'changes_requested', 'withdrawn', 'opened', 'needs_approver', 'skipped', 'voided', 'ended', 'effect', 'noted', 'waits', 'revoked', 'expired', 'migrated', 'reversed']),
  who: z.nullable(z.string()),
  what: z.string(),
  note: z.nullable(z.string()),
  /** Digest that the mark of a decision is drawn from, for decisions only. */
  mark: z.nullable(z.string()),
  /** Of a note: which one, and until when you may change or remove it, where it is yours. */
  written: z.nullable(z.strictObject({ noteId: id(), changeableUntil: z.nullable(instant()) })),
});
export type TimelineRow = z.infer<typeof timelineRow>;

/** A step's condition as its author wrote it, and in words ("Amount is 5,000 or more") where it has some. */
export const conditionView = z.strictObject({ source: z.string(), text: z.nullable(z.string()) });
export type ConditionView = z.infer<typeof conditionView>;

export const stepKinds = ['approval', 'condition', 'parallel', 'wait', 'effect', 'end'] as const;

/** Where a step stands among the others: how deep, and in which branch of the step that holds it. */
export const stepPlace = {
  depth: z.int(),
  /** `condition` is what has to hold for the branch; null for one of a parallel step, and for the one that is taken where no other is. */
  branch: z.nullable(z.strictObject({ stepId: z.string(), branchId: z.string(), condition: z.nullable(conditionView) })),
};

export const flowStep = z.strictObject({
  stepId: z.string(),
  name: z.string(),
  kind: growing(stepKinds),
  ...stepPlace,
  state: z.enum(['done', 'current', 'stopped', 'skipped', 'ahead']),
  who: z.string(),
  condition: z.nullable(conditionView),
  /** What came of the condition, by the run's facts, and the values that it read, as text. Null where it was not asked in this round, or that was not recorded. */
  evaluated: z.nullable(z.strictObject({ at: instant(), result: z.boolean(), inputs: z.array(z.strictObject({ path: z.string(), value: z.string() })) })),
  /** Where the run has not come to it: whether it would be asked as the request stands; null where that cannot be worked out, or where it was reached. */
  foreseen: z.nullable(z.boolean()),
  /** When the run came to it in this round; null where it has not. */
  reachedAt: z.nullable(instant()),
  closedAt: z.nullable(instant()),
  /** On its last task, in order. */
  decisions: z.array(z.strictObject({ ...memberRef().shape, verdict: verdict(), reason: z.nullable(z.string()), revision: z.int(), at: instant() })),
  /** Who can act on it now. */
  waitsFor: z.array(memberRef()),
  /** Of an effect that was wanted: what became of it and of undoing it. Left out of any other step. */
  effect: z.optional(
    z.strictObject({
      effectId: id(),
      /** What undoes it, or null where nothing does. */
      undoingId: z.nullable(id()),
      /** "being undone", beside the step's name. */
      word: z.string(),
      /** "Delivered to Bank, and is being undone"; its time stands beside. */
      text: z.string(),
      /** Why, where there is a reason. */
      note: z.nullable(z.string()),
      at: instant(),
      /** When the next attempt is due, of what undoes it where something does. */
      nextAttemptAt: z.nullable(instant()),
    }),
  ),
});
export type FlowStep = z.infer<typeof flowStep>;

/** What a person may do here; refused actions come with the reason, and the screen only shows them. */
export const screenAction = z.strictObject({ id: growing(['revise', 'withdraw', 'revoke', 'cancel', 'reverse', 'resolve', 'reassign', 'add_signer', 'remove_signer', 'note', 'submit_related', 'watch', 'stop_watching']), label: z.string(), allowed: z.boolean(), because: z.nullable(z.string()) });

export { mayDo, type MayDo };

/** When a task is due, in words and in the time zone of the company's default calendar: "due Fri 4 Dec, 17:00". */
export const dueView = z.strictObject({ at: instant(), text: z.string(), isOverdue: z.boolean() });
export type DueView = z.infer<typeof dueView>;

/** Everything the request sheet shows. */
export const requestSheet = z.strictObject({
  request: requestView,
  facts: z.array(factRow),
  timeline: z.array(timelineRow),
  flow: z.array(flowStep),
  /** Since when the steps of `flow` are what they are: a material change begins them anew, and with what revision. */
  round: z.strictObject({ number: z.int(), revision: z.int(), beganAt: instant() }),
  /** One state in words: "Waiting on Budget owner (Mara Oduya)". */
  stateLine: z.string(),
  /** Of the open task that is due first; null where none is promised by a time. */
  due: z.nullable(z.strictObject({ ...dueView.shape, stepName: z.string() })),
  /** Your decision block, or null where no open task waits for you. `forWhom`: "for Jun Ito, away until 2 Dec", where it waits for another. */
  decision: z.nullable(z.strictObject({ taskId: id(), stepName: z.string(), onBehalfOf: z.nullable(memberRef()), forWhom: z.nullable(z.string()), choices: z.array(consequencesView) })),
  actions: z.array(screenAction),
  /** What somebody is asked to do and has not said to be done; left out where nothing is. `answers`: whether you may say that it is done, or could not be. */
  asks: z.optional(z.array(z.strictObject({ effectId: id(), stepName: z.string(), undoes: z.boolean(), text: z.string(), askedAt: instant(), people: z.array(z.strictObject({ ...memberRef().shape, because: z.string() })), isMine: z.boolean(), answers: z.boolean() }))),
  /** Open tasks that you may ask others to decide, and whom each waits for; null where you may not. `findSigners` finds whom to ask. */
  reassign: z.nullable(z.strictObject({ tasks: z.array(z.strictObject({ taskId: id(), stepName: z.string(), waitsFor: z.array(memberRef()) })) })),
  /** Open tasks to which you may add somebody who must sign besides, with how many must and have; null where you may not. `findSigners` finds whom to add. */
  addSigner: z.nullable(z.strictObject({ tasks: z.array(z.strictObject({ taskId: id(), stepName: z.string(), waitsFor: z.array(memberRef()), quorum: z.int(), signed: z.int() })) })),
  /** Who was added to a step, has not signed, and can be taken back by you; `passes` where that is all that the step lacks. */
  removableSigners: z.array(z.strictObject({ ...memberRef().shape, stepId: z.string(), stepName: z.string(), passes: z.boolean() })),
  /** Your decision that can be taken back, and until when; null where there is none. */
  revocable: z.nullable(z.strictObject({ taskId: id(), stepName: z.string(), until: instant() })),
  /** Who is told of what happens to it; everybody who may see it sees them. */
  watchers: z.array(memberRef()),
  /** What it stopped for, where nobody can sign its step, and what would let it go on: a role that is given, somebody in a group, or a manager of the requester. */
  stopped: z.nullable(
    z.strictObject({
      stepName: z.string(),
      roles: z.array(z.strictObject({ id: id(), name: z.string(), give: mayDo, invite: mayDo })),
      groups: z.array(z.strictObject({ id: id(), name: z.string(), fill: mayDo })),
      /** The requester, where the step asks for their managers. */
      managerOf: z.nullable(z.strictObject({ ...memberRef().shape, assign: mayDo })),
      /** Who is named and may not sign, and why not. */
      excluded: z.array(z.strictObject({ ...memberRef().shape, because: z.string() })),
    }),
  ),
  form: z.record(z.string(), z.unknown()),
});
export type RequestSheet = z.infer<typeof requestSheet>;

/** What waits for you, by when it is due, and after it what waits for others whose place you may take. */
export const inboxGroups = ['overdue', 'today', 'this_week', 'later', 'none', 'for_others'] as const;
export type InboxGroup = (typeof inboxGroups)[number];

export const inboxRow = z.strictObject({
  ...taskView.shape,
  group: growing(inboxGroups),
  /** "due today, 17:00", in the inbox's own time zone; null where nothing is promised. */
  dueText: z.nullable(z.string()),
  effectLine: z.string(),
  changedSinceMine: z.boolean(),
});
export type InboxRow = z.infer<typeof inboxRow>;

/** `forWhom`: "for Jun Ito, away until 2 Dec". `awayUntil` is the first instant at which it does not hold any more. */
export const delegatedRow = z.strictObject({ ...inboxRow.shape, onBehalfOf: memberRef(), awayUntil: instant(), forWhom: z.string() });
export type DelegatedRow = z.infer<typeof delegatedRow>;

export const inboxData = z.strictObject({
  /** What is due first stands first, at most 50. */
  rows: z.array(inboxRow),
  /** What waits for those whose place you may take now, what is due first, at most 50; not what waits for you too. */
  forOthers: z.array(delegatedRow),
  /** All of them, in the order in which they are shown. What is listed no more is counted too; for others, what is listed. */
  groups: z.array(z.strictObject({ id: growing(inboxGroups), label: z.string(), count: z.int(), subtotals: z.array(money()) })),
  /** By which days and weeks begin here: that of the company's default calendar. */
  timeZone: z.string(),
  /** When a row comes to another group by time alone. */
  holdsUntil: instant(),
  /** Whether more wait than are listed. */
  more: z.boolean(),
  subtotals: z.array(money()),
  lastDecisionAt: z.nullable(instant()),
  /** The first row's sheet, so that opening it costs no request. */
  first: z.nullable(requestSheet),
  /** What approved requests ask you to do outside, the longest asked first, at most 50. */
  asked: z.array(z.strictObject({ effectId: id(), stepName: z.string(), text: z.string(), /** Why you: to be read after your name. */ because: z.string(), askedAt: instant(), request: z.strictObject({ id: id(), number: z.int(), title: z.string() }) })),
  /** Your own latest requests. */
  mine: z.array(requestSummary),
  /** Steps that requests stand at for want of an approver, for who may find one; with the latest such request. */
  stopped: z.array(z.strictObject({ stepName: z.string(), count: z.int(), requestId: id() })),
  /** Whether something is left to set up. Said where nothing waits, to who may do it. */
  setUpIsLeft: z.boolean(),
});

export const routeStep = z.strictObject({ name: z.string(), who: z.string(), when: z.nullable(z.string()) });
export const submitChoice = z.strictObject({ id: id(), name: z.string(), description: z.string(), ready: z.boolean() });
export const submitForm = z.strictObject({
  requestTypeId: id(),
  name: z.string(),
  version: z.int(),
  form: z.record(z.string(), z.unknown()),
  titleField: z.string(),
  amountField: z.nullable(z.string()),
  /** What the way of a request depends on. */
  decidingFields: z.array(z.string()),
  route: z.array(routeStep),
});

/** A role as one can be given it here. */
/** `detail`: what it is for, or what it allows, in a line. */
export const roleChoice = z.strictObject({ id: id(), name: z.string(), ...mayDo.shape, detail: z.optional(z.string()) });
export type RoleChoice = z.infer<typeof roleChoice>;

/** How much the role or the member of a screen may approve, and what of that can be changed here. */
export const authorityPart = z.strictObject({
  /** The first 100. */
  limits: z.array(authorityLimitView),
  define: mayDo,
  /** What a limit can be about, for who may set one. */
  requestTypes: z.array(z.strictObject({ id: id(), name: z.string() })),
});
export type AuthorityPart = z.infer<typeof authorityPart>;
/** Delegations by a member and to a member, and what a new one is made from. */
export const delegationsShown = z.strictObject({
  /** The latest first, at most 20. */
  items: z.array(delegationView),
  mayMake: z.boolean(),
  /** Who may decide in the member's place, by name, at most 200. */
  delegates: z.array(memberRef()),
  requestTypes: z.array(z.strictObject({ id: id(), name: z.string() })),
});
export type DelegationsShown = z.infer<typeof delegationsShown>;
