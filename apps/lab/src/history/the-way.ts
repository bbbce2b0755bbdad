import type { StepRole } from './history-case.js';

/** One step of the organisation's way, as its workflow asks for it. */
export interface WayStep {
  readonly id: string;
  readonly name: string;
  /** Any one of them signs. */
  readonly roles: readonly StepRole[];
  /** The steps whose signature serves this one too, where the same person could sign both. */
  readonly servedBy: readonly string[];
  /** What of a submission's route it is asked for; in any case where null. */
  readonly onlyIf: keyof Route | null;
}

/** What the log does not say the reason of: whether a submission is checked first, and whether it needs the director. */
export interface Route {
  readonly firstCheck: boolean;
  readonly director: boolean;
}

/** The way without a look at the log: checked first, and no director. */
export const usualRoute: Route = { firstCheck: true, director: false };

/**
 * The process as its owner described it: the pre-approver or the administration; the budget owner and the supervisor, one step only
 * where they are the same person; in some cases the director.
 */
export const way: readonly WayStep[] = [
  { id: 'first-check', name: 'Pre-approver or administration', roles: ['PRE_APPROVER', 'ADMINISTRATION'], servedBy: [], onlyIf: 'firstCheck' },
  { id: 'budget-owner', name: 'Budget owner', roles: ['BUDGET OWNER'], servedBy: [], onlyIf: null },
  { id: 'supervisor', name: 'Supervisor', roles: ['SUPERVISOR'], servedBy: ['budget-owner'], onlyIf: null },
  { id: 'director', name: 'Director', roles: ['DIRECTOR'], servedBy: [], onlyIf: 'director' },
];

/** The roles that the member at a post holds: supervisors own budgets too, so that where nobody else does their one signature serves both steps. */
export const rolesHeldAt = (post: StepRole): readonly StepRole[] => (post === 'SUPERVISOR' ? ['SUPERVISOR', 'BUDGET OWNER'] : [post]);

/** Whether the member at a post may sign a step. */
export const maySign = (step: WayStep, post: StepRole): boolean => rolesHeldAt(post).some((role) => step.roles.includes(role));
