/** What an event of the log says happened, apart from who did it. */
export type Act = 'saved' | 'submitted' | 'approved' | 'final_approved' | 'rejected' | 'payment_requested' | 'payment_handled';

/** The steps of the organisation's process, in the order in which its owner described them. */
export const stepRoles = ['PRE_APPROVER', 'ADMINISTRATION', 'BUDGET OWNER', 'SUPERVISOR', 'DIRECTOR'] as const;
export type StepRole = (typeof stepRoles)[number];

/** Who acted: a step's role, the employee, nobody on record (MISSING), or the outside system (UNDEFINED). */
export type ActorRole = StepRole | 'EMPLOYEE' | 'MISSING' | 'UNDEFINED';

export const isStepRole = (role: ActorRole): role is StepRole => (stepRoles as readonly string[]).includes(role);

export interface HistoryEvent {
  readonly act: Act;
  readonly role: ActorRole;
  /** The log's time as it stands there, with its offset. */
  readonly statedTime: string;
  /** The activity's name as it stands in the log. */
  readonly activity: string;
}

/** One request of the log. Values are the log's own text; nothing is turned into a number. */
export interface HistoryCase {
  readonly id: string;
  /** Decimal digits exactly as in the log. */
  readonly amount: string;
  /** The organisational unit, or null where the log names none. */
  readonly unit: string | null;
  readonly project: string | null;
  readonly costType: string | null;
  /** The number a person would quote: of the request for payment, or of the declaration. */
  readonly documentNumber: string | null;
  readonly budget: string | null;
  readonly events: readonly HistoryEvent[];
}
