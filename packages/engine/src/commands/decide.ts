import type { WorkflowDefinition } from '../definition/definition.js';
import { hasEnded, tookPart, type OpenTask, type RunState } from '../state/run-state.js';
import { addSigner, removeSigner } from './add-signer.js';
import { advance } from './advance.js';
import { differingSigned, whyBarred } from './ask.js';
import type { Answer, Command } from './command.js';
import { compensate, compensationEnded, effectsEnded } from './compensate.js';
import { giveBack } from './give-back.js';
import { migrate } from './migrate.js';
import { reassign, resolveAgain } from './reassign.js';
import { revise } from './revise.js';
import { Refused, refuse, Run } from './run.js';
import { endWait, messageCame, overdue } from './time.js';
import { cancel, reverse, revoke, withdraw } from './undo.js';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/**
 * What happens next: the facts that a command makes true and the state they lead to, or a typed refusal.
 * Pure: the same definition, state, command and answers of the world give the same result, always.
 */
export function decide(definition: WorkflowDefinition, state: RunState | null, command: Command, world: Run['world']): Answer {
  const run = new Run(definition, state, world);
  try {
    take(run, command);
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, refusal: thrown.refusal };
    throw thrown;
  }
  return { ok: true, state: run.state, facts: run.facts };
}

function take(run: Run, command: Command): void {
  switch (command.kind) {
    case 'start':
      return start(run, command);
    case 'decide':
      return decideTask(run, command);
    case 'revoke':
      return revoke(run, command);
    case 'revise':
      return revise(run, command);
    case 'withdraw':
      return withdraw(run, command);
    case 'cancel':
      return cancel(run, command);
    case 'reverse':
      return reverse(run, command);
    case 'compensate':
      return compensate(run, command);
    case 'effects_ended':
      return effectsEnded(run, command);
    case 'compensation_ended':
      return compensationEnded(run, command);
    case 'reassign':
      return reassign(run, command);
    case 'add_signer':
      return addSigner(run, command);
    case 'remove_signer':
      return removeSigner(run, command);
    case 'resolve_again':
      return resolveAgain(run);
    case 'end_wait':
      return endWait(run, command);
    case 'message_came':
      return messageCame(run, command);
    case 'overdue':
      return overdue(run, command);
    case 'migrate':
      return migrate(run, command);
  }
}

function start(run: Run, { requesterId, revision, revisionDigest, materialDigest }: CommandOf<'start'>): void {
  if (run.hasStarted) throw new Error('a run starts once');
  run.add({ kind: 'run_started', requesterId, revision, revisionDigest, materialDigest });
  advance(run);
}

function decideTask(run: Run, command: CommandOf<'decide'>): void {
  const task = openTaskFor(run, command);
  const { memberId, onBehalfOf, verdict, reason } = command;
  const { revision, revisionDigest } = run.state;
  if (verdict !== 'approve' && (reason === null || reason.trim() === '')) refuse({ code: 'reason_required' });
  const { number, stepId } = task;
  run.add({ kind: 'decided', number, stepId, memberId, ...(onBehalfOf !== undefined && { onBehalfOf }), verdict, revision, revisionDigest, reason });
  if (verdict === 'approve') return advance(run);
  run.close(task, verdict === 'reject' ? 'rejected' : 'changes_requested');
  giveBack(run, stepId, verdict === 'reject' ? run.approvalOf(stepId).onReject : 'return');
}

/** The open task that a decision is about; refused in the order in which a person would want to know. */
function openTaskFor(run: Run, command: CommandOf<'decide'>): OpenTask {
  const { revision, revisionDigest, requesterId, openTasks, status } = run.state;
  const { memberId, onBehalfOf, taskNumber } = command;
  const task = openTasks.find(({ number }) => number === taskNumber);
  const step = task && run.approvalOf(task.stepId);
  if (memberId === requesterId && step?.requesterMaySign !== true) refuse({ code: 'own_request' });
  // A revision closes the task that was shown: what is new says more than that it is closed.
  if (command.revisionDigest !== revisionDigest) refuse({ code: 'revision_superseded', revision, revisionDigest });
  if (task === undefined || step === undefined || hasEnded(status)) return refuse({ code: 'task_closed' });
  if (!task.candidateIds.includes(onBehalfOf ?? memberId)) refuse({ code: 'not_a_candidate' });
  // Nobody acts for who may not act, nor twice: once for themselves and once for another, or two for the same.
  if (onBehalfOf !== undefined && whyBarred(run, step, onBehalfOf) === 'made this request') refuse({ code: 'own_request' });
  // Theirs is needed besides: nobody takes another's place with it.
  if (onBehalfOf !== undefined && task.addedIds?.includes(memberId)) refuse({ code: 'sign_for_yourself' });
  const took = tookPart(run.state, task.stepId);
  if (took.has(memberId) || (onBehalfOf !== undefined && took.has(onBehalfOf))) refuse({ code: 'already_decided' });
  const differing = differingSigned(run, step, memberId) ?? (onBehalfOf === undefined ? null : differingSigned(run, step, onBehalfOf));
  if (differing) refuse({ code: 'must_differ', stepId: differing.id });
  return task;
}
