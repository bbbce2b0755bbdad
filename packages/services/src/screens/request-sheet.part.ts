import type { Tx } from '@countersign/database/platform';
import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import { verdicts } from '@countersign/contracts/requests';
import type { FlowStep, RequestSheet } from '@countersign/contracts/screens';
import type { ConsequencesView } from '@countersign/contracts/tasks';
import { hasEnded, type Step } from '@countersign/engine';
import { visibleRequests } from '@countersign/permissions';
import type { Actor } from '../platform/index.js';
import { requestSubjectOf, viewOf, worldOf } from '../requests/index.js';
import { consequencesOf, weighDecision } from '../tasks/index.js';
import { factRowsOf } from './fact-rows.part.js';
import { stepStateOf } from './step-state.part.js';
import { peopleText, stateLineOf, timelineOf, waitingNames } from './timeline.part.js';

/** Everything that the sheet of a request shows to this member, who may read it. */
export async function sheetOf(tx: Tx, actor: Actor, file: RequestFile, now: Date): Promise<RequestSheet> {
  const history = await tx.requestList.history(file.requestId, visibleRequests(actor.ability));
  return {
    request: viewOf(file, history),
    facts: factRowsOf(file, history, actor.memberId),
    timeline: timelineOf(file, history),
    flow: flowOf(file, history, now),
    stateLine: stateLineOf(file, history),
    decision: decisionOf(actor, file, now),
    actions: actionsOf(actor, file),
    form: file.requestType.form,
  };
}

/** The decision block, where an open task waits for this member. What each verdict would cause comes with it. */
function decisionOf(actor: Actor, file: RequestFile, now: Date): RequestSheet['decision'] {
  const { task } = file;
  const { openTask } = file.run.state;
  const waits = task !== null && openTask !== null && openTask.candidateIds.includes(actor.memberId) && !openTask.approvedBy.includes(actor.memberId);
  if (!waits || !actor.permissions.includes('task.decide')) return null;
  const choices = verdicts.flatMap((verdict): ConsequencesView[] => {
    try {
      const answer = weighDecision(actor, { file, task, verdict, revisionDigest: file.revision.revisionDigest, reason: 'to be said' }, now);
      return [consequencesOf(file, actor, verdict, answer)];
    } catch (error) {
      // A verdict that cannot be given, say because a later condition cannot be worked out, is not offered.
      if (error instanceof Refusal) return [];
      throw error;
    }
  });
  const stepName = file.workflow.definition.steps.find((step) => step.id === task.stepId)?.name ?? task.stepId;
  return choices.length === 0 ? null : { taskId: task.id, stepName, choices };
}

/** Whoever may see a request may add a note to it, and ask for something about it where they may ask at all. */
function actionsOf(actor: Actor, file: RequestFile): RequestSheet['actions'] {
  const open = [];
  if (actor.permissions.includes('request.read')) open.push({ id: 'note' as const, label: 'Add a note', allowed: true, because: null });
  if (actor.permissions.includes('request.submit')) open.push({ id: 'submit_related' as const, label: 'Submit a related request', allowed: true, because: null });
  if (file.requester.memberId !== actor.memberId) return open;
  const subject = requestSubjectOf(file);
  const because = hasEnded(file.run.state.status) ? 'This request has ended.' : 'Your roles do not allow it.';
  const action = (id: 'revise' | 'withdraw', label: string) => {
    const allowed = actor.ability.can(id, subject);
    return { id, label, allowed, because: allowed ? null : because };
  };
  return [action('revise', 'Change and resubmit'), action('withdraw', 'Withdraw'), ...open];
}

/** The steps of the run, each with who and where it stands. */
function flowOf(file: RequestFile, history: RequestHistory, now: Date): FlowStep[] {
  const world = worldOf(file, file.revision.content, now);
  // A run that has ended stands at no step any more; it stopped at the one whose task ended it.
  const stoppedAt = history.tasks.find(({ status }) => status === 'rejected' || status === 'withdrawn')?.stepId ?? null;
  const state = { ...file.run.state, currentStepId: file.run.state.currentStepId ?? stoppedAt };
  return file.workflow.definition.steps.map((step) => ({ stepId: step.id, name: step.name, kind: step.kind, state: stepStateOf(step, state, history.effects, world), who: whoOf(step, file, history) }));
}

function whoOf(step: Step, file: RequestFile, history: RequestHistory): string {
  if (step.kind === 'effect') return file.endpoints.find((endpoint) => endpoint.id === step.effect.endpointId)?.name ?? '';
  const signed = history.decisions.filter((decision) => decision.stepId === step.id && decision.verdict === 'approve').map((decision) => decision.memberName);
  if (file.run.state.doneStepIds.includes(step.id)) return peopleText([...new Set(signed)]);
  if (file.run.state.openTask?.stepId === step.id) return peopleText(waitingNames(history));
  return approverText(step, file.people);
}

/** Who a step would ask, by the rule rather than by name. */
export function approverText(step: Extract<Step, { kind: 'approval' }>, people: RequestFile['people']): string {
  const roles = new Map(people.flatMap((person) => person.roles.map((role) => [role.id, role.name] as const)));
  const named = new Map(people.map((person) => [person.memberId, person.name]));
  const parts = [...step.approvers.roleIds.flatMap((id) => roles.get(id) ?? []), ...step.approvers.memberIds.flatMap((id) => named.get(id) ?? [])];
  const unit = step.approvers.unit === 'requester' ? ' of your unit' : '';
  return parts.length === 0 ? 'nobody yet' : `${parts.join(', ')}${unit}`;
}
