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
