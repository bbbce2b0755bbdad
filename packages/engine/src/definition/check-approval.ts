import type { ApprovalStep, Approvers, Finding, Span, Step } from './definition.js';
import { findStep, mayGoBack, stepsOf } from './walk.js';

/** A field of the step, and what is wrong with it. */
type Wrong = readonly [field: string, message: string];
const wrong = (field: string, message: string): Wrong => [field, message];

/** What is wrong with an approval step, the others of its definition considered. */
export function checkApproval(step: ApprovalStep, steps: readonly Step[]): Finding[] {
  return [...whoMaySign(step), ...whoMust(step), ...whatFollows(step, steps), ...times(step), ...otherSteps(step, steps)].map(([field, message]) => ({ stepId: step.id, field, message: `"${step.name}" ${message}` }));
}

function whoMaySign({ approvers }: ApprovalStep): Wrong[] {
  return approvers.anyOf.length === 0 ? [['approvers/anyOf', 'names nobody who may sign. Name a role, a group, a member or a manager.']] : [];
}

/** How many can sign at most; null where it is not known before people are looked for. */
function atMost({ anyOf, except = [] }: Approvers): number | null {
  const members = new Set<string>();
  let managers = 0;
  for (const source of anyOf) {
    if (source.kind === 'member') members.add(source.memberId);
    else if (source.kind === 'manager') managers = Math.max(managers, source.levels === 'authority' ? 1 : source.levels);
    else return null;
  }
  // What holds only under a condition leaves nobody out for certain.
  for (const source of except) if (source.kind === 'member' && source.when === undefined && source.ofUnit === undefined) members.delete(source.memberId);
  return members.size + managers;
}

function whoMust({ quorum, approvers }: ApprovalStep): Wrong[] {
  if (quorum === 'all') return [];
  if (!Number.isInteger(quorum) || quorum < 1) return [['quorum', `asks for ${quorum} approvals. Ask for at least one.`]];
  const most = atMost(approvers);
  return most !== null && approvers.anyOf.length > 0 && quorum > most ? [['quorum', `asks for ${quorum} approvals but names ${most} ${most === 1 ? 'person' : 'people'}. Lower the number or name more.`]] : [];
}

function whatFollows({ id, onReject }: ApprovalStep, steps: readonly Step[]): Wrong[] {
  if (typeof onReject === 'string' || mayGoBack(steps, id, onReject.goTo)) return [];
  const known = findStep(steps, onReject.goTo) !== null;
  return [['onReject', known ? `goes to "${onReject.goTo}" when it is rejected, which does not come before it. Name an earlier step of the same branch, or one before it.` : `goes to "${onReject.goTo}" when it is rejected, and there is no such step.`]];
}

function otherSteps({ id, differsFrom = [], servedBy = [] }: ApprovalStep, steps: readonly Step[]): Wrong[] {
  const order = stepsOf(steps).map((step) => step.id);
  const isApproval = (stepId: string) => stepId !== id && findStep(steps, stepId)?.kind === 'approval';
  return [
    ...[...differsFrom, ...servedBy].filter((stepId) => !isApproval(stepId)).map((stepId) => wrong(differsFrom.includes(stepId) ? 'differsFrom' : 'servedBy', `names "${stepId}", which is no other approval step. Name one, or leave it out.`)),
    ...servedBy.filter((stepId) => isApproval(stepId) && order.indexOf(stepId) > order.indexOf(id)).map((stepId) => wrong('servedBy', `is served by "${stepId}", which comes later. Name an earlier step.`)),
    ...servedBy.filter((stepId) => differsFrom.includes(stepId)).map((stepId) => wrong('servedBy', `must be signed by somebody else than "${stepId}" and is served by its signature. Choose one of the two.`)),
  ];
}

const lengthOf = (span: Span): number => Object.values(span)[0] ?? 0;

function times({ due, reminders = [], onOverdue, revocableMinutes }: ApprovalStep): Wrong[] {
  const spans = [...(due ? [['due', due] as const] : []), ...reminders.map((span) => ['reminders', span] as const), ...(onOverdue ? [['onOverdue', onOverdue.after] as const] : [])];
  const below = spans.find(([, span]) => lengthOf(span) < 0)?.[0];
  return [
    ...(below === undefined ? [] : [wrong(below, 'has a time below none. Give each time as a whole number of hours or days.')]),
    ...(due && lengthOf(due) < 1 ? [wrong('due', 'is due at once. Give it an hour or more.')] : []),
    ...(!due && (reminders.length > 0 || onOverdue) ? [wrong('due', 'reminds or acts when it is overdue, but is never due. Say when it is due.')] : []),
    ...(onOverdue && 'escalateTo' in onOverdue && onOverdue.escalateTo.length === 0 ? [wrong('onOverdue/escalateTo', 'asks nobody when it is overdue. Name whom to ask.')] : []),
    ...(revocableMinutes !== undefined && revocableMinutes < 1 ? [wrong('revocableMinutes', 'lets a decision be taken back for no time. Give it a minute or more, or leave it out.')] : []),
  ];
}
