/** What an event of the log says happened, apart from who did it. `noted`: nothing was decided or paid. */
export type Act = 'saved' | 'submitted' | 'approved' | 'final_approved' | 'rejected' | 'payment_requested' | 'payment_handled' | 'noted';

/** The steps of the organisation's process, in the order in which its owner described them. */
export const stepRoles = ['PRE_APPROVER', 'ADMINISTRATION', 'BUDGET OWNER', 'SUPERVISOR', 'DIRECTOR'] as const;
export type StepRole = (typeof stepRoles)[number];

/** Who acted: a step's role, the employee, nobody on record (MISSING), or the outside system (UNDEFINED). */
export type ActorRole = StepRole | 'EMPLOYEE' | 'MISSING' | 'UNDEFINED';

export const isStepRole = (role: ActorRole): role is StepRole => (stepRoles as readonly string[]).includes(role);

export interface HistoryEvent {
  readonly act: Act;
  readonly role: ActorRole;
  /** The kind of document that it is about by its name, such as "Declaration"; null where the name speaks of none. */
  readonly document: string | null;
  /** The log's time as it stands there, with its offset; null where it has none that can be read. */
  readonly statedTime: string | null;
  /** The activity's name as it stands in the log. */
  readonly activity: string;
}

/** One case of the log. Values are the log's own text; nothing is turned into a number. */
export interface HistoryCase {
  readonly id: string;
  /** The organisational unit, or null where the log names none. */
  readonly unit: string | null;
  /** What the log says of the case as a whole, by its own names. */
  readonly facts: ReadonlyMap<string, string>;
  readonly events: readonly HistoryEvent[];
}

/** One document of a case, such as its permit: what becomes a request of its own. */
export interface HistoryDocument {
  /** Told apart within the case, from 0. */
  readonly index: number;
  /** Such as "Request For Payment"; the same for every document of its kind. */
  readonly kind: string;
  /** A permit allows something; everything else is paid once it is approved. */
  readonly paid: boolean;
  readonly events: readonly HistoryEvent[];
}
