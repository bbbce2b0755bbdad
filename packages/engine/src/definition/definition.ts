/**
 * A workflow as a tenant defines it. Published versions never change.
 * Steps follow each other in order; composite steps (condition, parallel) hold sequences of their own, so that what forks also joins.
 */
export interface WorkflowDefinition {
  readonly formatVersion: 2;
  readonly steps: readonly Step[];
}

export type Step = ApprovalStep | ConditionStep | ParallelStep | WaitStep | EffectStep | EndStep;

interface StepBase {
  /** Unique within the definition, nested steps included; facts refer to it. */
  readonly id: string;
  readonly name: string;
  /** CEL source; the step is skipped where it is false. Evaluated by the caller. */
  readonly when?: string | undefined;
}

export interface ApprovalStep extends StepBase {
  readonly kind: 'approval';
  readonly approvers: Approvers;
  /** How many of the candidates must approve; `all` of those who were asked when the task opened. */
  readonly quorum: number | 'all';
  /** What a rejection does: back to the requester, the end of the run, or back to an earlier step. Requesting changes always returns. */
  readonly onReject: 'return' | 'end' | { readonly goTo: string };
  /** Steps whose signers may not sign this one, nor the other way round. */
  readonly differsFrom?: readonly string[] | undefined;
  /** Earlier steps whose signature serves this one too, where the same person could sign both. */
  readonly servedBy?: readonly string[] | undefined;
  /** Whoever made the request is left out, unless this says so. */
  readonly requesterMaySign?: boolean | undefined;
  /** Fields that a signature of this step is bound to; all material ones where it is absent. */
  readonly boundTo?: readonly string[] | undefined;
  /** A fresh second factor is needed to decide. */
  readonly stepUp?: boolean | undefined;
  /** For how long a decision may be taken back, in minutes, while nothing later has ended the run. */
  readonly revocableMinutes?: number | undefined;
  readonly due?: Span | undefined;
  /** The company's calendar by which its times are counted; the default one where it is absent. */
  readonly calendarId?: string | undefined;
  /** Each before it is due. */
  readonly reminders?: readonly Span[] | undefined;
  readonly onOverdue?: Overdue | undefined;
  /** A record of another system that is read before anybody signs, and compared again before effects are carried out. */
  readonly record?: OutsideRecord | undefined;
}

/** Where a record of another system is, and which of its fields a signature is bound to, by pointer (RFC 6901). The path is a template, as that of a call. */
export interface OutsideRecord {
  readonly connectionId: string;
  readonly path: string;
  readonly fields: readonly string[];
}

/** Once a task is overdue by so long: ask more people, or decide for those who did not. */
export type Overdue = { readonly after: Span; readonly escalateTo: readonly Source[] } | { readonly after: Span; readonly then: 'reject' | 'return' };

/** A length of time in the calendar that applies: working hours, working days, or plain hours. Whole numbers. */
export type Span = { readonly workingHours: number } | { readonly workingDays: number } | { readonly hours: number };

/** Who may sign: the union of `anyOf`, without `except`; with `authority`, only those whose limit covers the amount. */
export interface Approvers {
  readonly anyOf: readonly Source[];
  readonly except?: readonly Source[] | undefined;
  readonly authority?: boolean | undefined;
}

export type Source = (
  | { readonly kind: 'role'; readonly roleId: string }
  | { readonly kind: 'group'; readonly groupId: string }
  | { readonly kind: 'member'; readonly memberId: string }
  /** The requester's manager and those above, `levels` of them; or the first of them all whose authority covers the amount. */
  | { readonly kind: 'manager'; readonly levels: number | 'authority' }
) & {
  /** CEL source; the source counts only where it is true. */
  readonly when?: string | undefined;
  /** Only those of the requester's unit. */
  readonly ofUnit?: 'requester' | undefined;
};

/** The first branch whose condition holds is taken; `otherwise` where none does. */
export interface ConditionStep extends StepBase {
  readonly kind: 'condition';
  readonly branches: readonly { readonly id: string; readonly when: string; readonly steps: readonly Step[] }[];
  readonly otherwise: readonly Step[];
}

/** All branches begin together; the step is done once `join` of them are, and what is still open in the others is closed. */
export interface ParallelStep extends StepBase {
  readonly kind: 'parallel';
  readonly branches: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  readonly join: number | 'all';
}

export interface WaitStep extends StepBase {
  readonly kind: 'wait';
  /** For so long, until the day that a field of the request names, or until another system sends a message of this name. */
  readonly until: Span | { readonly field: string } | { readonly message: string };
  /** The company's calendar by which that is counted, and where the day begins; the default one where it is absent. */
  readonly calendarId?: string | undefined;
}

export interface EffectStep extends StepBase {
  readonly kind: 'effect';
  readonly effect: Effect;
  /** Carried out once the effects that were wanted before it are done; beside them where it is left out. */
  readonly waitsForPrevious?: boolean | undefined;
  /**
   * Where it fails for good: what waits for it waits until a person has decided, which is so where it is left out; or goes on; or nothing
   * more is begun, and what was carried out before it is undone.
   */
  readonly onFailure?: 'park' | 'continue' | 'compensate' | undefined;
  /** What undoes it when an approved request is reversed, or when another effect fails that says so: an effect of its own, a person, or nothing since nothing needs to be undone. */
  readonly onReverse: Effect | 'person' | 'nothing';
}

/** What is carried out in another system, or by people. */
export type Effect = WebhookEffect | HttpEffect | MailEffect | MessageEffect | NoticeEffect | AskEffect;

export interface EndStep extends StepBase {
  readonly kind: 'end';
  readonly outcome: 'approved' | 'rejected';
}

export interface WebhookEffect {
  readonly kind: 'webhook';
  readonly endpointId: string;
  /** The event's type as the receiver sees it, such as `payment.requested`. */
  readonly event: string;
}

/** A call through a connection. The path and the body are templates: what stands between `{{` and `}}` is filled in from the request. */
export interface HttpEffect {
  readonly kind: 'http';
  readonly connectionId: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the connection's address, with a slash first. */
  readonly path: string;
  /** Sent as JSON; null for none. */
  readonly body: unknown;
  /** The record of a set that its answer names, by a pointer into the answer (RFC 6901): what it made, or what it is about. */
  readonly record?: { readonly recordSetId: string; readonly idPointer: string } | undefined;
}

/** A mail through a connection to a mail server. Addresses, subject and text are templates. */
export interface MailEffect {
  readonly kind: 'mail';
  readonly connectionId: string;
  readonly to: readonly Recipient[];
  readonly subject: string;
  readonly text: string;
}

/** A message to a chat, through a connection to an address of it. The text is a template. */
export interface MessageEffect {
  readonly kind: 'message';
  readonly connectionId: string;
  readonly text: string;
}

/** A notification in the product, to members of the company. The text is a template. */
export interface NoticeEffect {
  readonly kind: 'notice';
  readonly to: readonly Listener[];
  readonly text: string;
}

/** Something that people do outside: they are asked, and it is done once one of them says so. The text is a template. */
export interface AskEffect {
  readonly kind: 'ask';
  readonly to: readonly Doer[];
  readonly text: string;
}

/** Who is asked to do something: the same, or the manager of whoever made the request. */
export type Doer = Listener | { readonly kind: 'manager' };

/** Who is told: whoever made the request, a member, or all who hold a role or are in a group by then. */
export type Listener = { readonly kind: 'requester' } | { readonly kind: 'role'; readonly roleId: string } | { readonly kind: 'group'; readonly groupId: string } | { readonly kind: 'member'; readonly memberId: string };

/** Whom a mail goes to: an address, or a place of the request that holds one; or whoever made the request, at the address that they have then. */
export type Recipient = { readonly kind: 'address'; readonly address: string } | { readonly kind: 'requester' };

/** One thing wrong with a definition: where, what, and what to do. */
export interface Finding {
  readonly stepId: string | null;
  /** The way within the step to what it is about, such as `approvers/anyOf`; left out where that is the step as a whole. */
  readonly field?: string;
  readonly message: string;
}
