import { findStep } from '../definition/walk.js';
import { advance } from './advance.js';
import { whyBarred } from './ask.js';
import type { Command } from './command.js';
import { giveBack } from './give-back.js';
import { addCandidates } from './reassign.js';
import { refuse, type Run } from './run.js';

/** A wait is over. */
export function endWait(run: Run, { stepId }: Extract<Command, { kind: 'end_wait' }>): void {
  if (!run.state.waits.some((wait) => wait.stepId === stepId)) refuse({ code: 'not_waiting' });
  run.add({ kind: 'wait_over', stepId });
  advance(run);
}

/** Every wait for this message is over; the run does not say for which others it may wait later. */
export function messageCame(run: Run, { message }: Extract<Command, { kind: 'message_came' }>): void {
  const isFor = (stepId: string) => {
    const step = findStep(run.definition.steps, stepId);
    return step?.kind === 'wait' && 'message' in step.until && step.until.message === message;
  };
  const over = run.state.waits.filter(({ stepId }) => isFor(stepId));
  if (over.length === 0) refuse({ code: 'not_waiting' });
  for (const { stepId } of over) run.add({ kind: 'wait_over', stepId });
  advance(run);
}

/** Nobody decided in time: others are asked besides, or the step says no by itself. It never says yes. */
export function overdue(run: Run, { taskNumber }: Extract<Command, { kind: 'overdue' }>): void {
  const task = run.state.openTasks.find(({ number }) => number === taskNumber) ?? refuse({ code: 'task_closed' });
  const step = run.approvalOf(task.stepId);
  const { onOverdue } = step;
  if (onOverdue === undefined) return refuse({ code: 'not_waiting' });
  if ('then' in onOverdue) {
    const { number, stepId } = task;
    run.add({ kind: 'task_expired', number, stepId, then: onOverdue.then });
    run.close(task, onOverdue.then === 'reject' ? 'rejected' : 'changes_requested');
    return giveBack(run, stepId, onOverdue.then === 'reject' ? step.onReject : 'return');
  }
  const to = run.world.resolve(step, onOverdue.escalateTo).candidates.filter(({ memberId }) => whyBarred(run, step, memberId) === null);
  addCandidates(run, task, to, { byMemberId: null, why: 'escalated', reason: null, instead: false });
}
