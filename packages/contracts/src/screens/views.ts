import * as z from 'zod/mini';
import { growing, id, instant, money, permissions } from '../platform/index.js';
import { pictureView } from '../profile/views.js';
import { requestSummary, requestView } from '../requests/views.js';
import { consequencesView, taskView } from '../tasks/views.js';

/** Where one can go, in the order of the main navigation. */
export const places = ['inbox', 'requests', 'submit', 'workflows', 'audit', 'people'] as const;
export type Place = (typeof places)[number];

/** What every screen's one request carries besides its own data. */
export const screenFrame = {
  asOf: instant(),
  me: z.strictObject({ memberId: id(), name: z.string(), permissions: z.array(growing(permissions)) }),
  tenant: z.strictObject({ name: z.string() }),
  /** How many tasks wait for you, and where you may go. */
  nav: z.strictObject({ inbox: z.int(), places: z.array(growing(places)) }),
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
  kind: growing(['submitted', 'revised', 'approved', 'rejected', 'changes_requested', 'withdrawn', 'opened', 'needs_approver', 'skipped', 'voided', 'ended', 'effect', 'noted']),
  who: z.nullable(z.string()),
  what: z.string(),
  note: z.nullable(z.string()),
  /** Digest that the mark of a decision is drawn from, for decisions only. */
  mark: z.nullable(z.string()),
});
export type TimelineRow = z.infer<typeof timelineRow>;

export const flowStep = z.strictObject({
  stepId: z.string(),
  name: z.string(),
  kind: z.enum(['approval', 'effect']),
  state: z.enum(['done', 'current', 'stopped', 'skipped', 'ahead']),
  who: z.string(),
});
export type FlowStep = z.infer<typeof flowStep>;

/** What a person may do here; refused actions come with the reason, and the screen only shows them. */
export const screenAction = z.strictObject({ id: growing(['revise', 'withdraw', 'note', 'submit_related']), label: z.string(), allowed: z.boolean(), because: z.nullable(z.string()) });

/** Everything the request sheet shows. */
export const requestSheet = z.strictObject({
  request: requestView,
  facts: z.array(factRow),
  timeline: z.array(timelineRow),
  flow: z.array(flowStep),
  /** One state in words: "Waiting on Budget owner (Mara Oduya)". */
  stateLine: z.string(),
  /** Your decision block, or null where no open task waits for you. */
  decision: z.nullable(z.strictObject({ taskId: id(), stepName: z.string(), choices: z.array(consequencesView) })),
  actions: z.array(screenAction),
  form: z.record(z.string(), z.unknown()),
});
export type RequestSheet = z.infer<typeof requestSheet>;

export const inboxRow = z.strictObject({ ...taskView.shape, effectLine: z.string(), changedSinceMine: z.boolean() });
export type InboxRow = z.infer<typeof inboxRow>;

export const inboxData = z.strictObject({
  rows: z.array(inboxRow),
  /** Whether more wait than are listed. */
  more: z.boolean(),
  subtotals: z.array(money()),
  lastDecisionAt: z.nullable(instant()),
  /** The first row's sheet, so that opening it costs no request. */
  first: z.nullable(requestSheet),
  /** Your own latest requests. */
  mine: z.array(requestSummary),
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
  route: z.array(routeStep),
});

/** Whether a person may do something, and in a sentence why not. */
export const mayDo = z.strictObject({ allowed: z.boolean(), because: z.nullable(z.string()) });
export type MayDo = z.infer<typeof mayDo>;

/** A role as one can be given it here. */
export const roleChoice = z.strictObject({ id: id(), name: z.string(), ...mayDo.shape });
export type RoleChoice = z.infer<typeof roleChoice>;
