import type { Answer, Command } from '../commands/command.js';
import { decide } from '../commands/decide.js';
import type { Step, WorkflowDefinition } from '../definition/definition.js';
import type { OpenTask, RunState } from '../state/run-state.js';
import { must, mustEqual } from './promised.js';
import { comesToRest } from './promised-of-compensation.js';
import { digestOf, materialDigestOf, type Around } from './surroundings.js';
import { approvalsIn, everyStep } from './way.js';

interface Moment {
  readonly definition: WorkflowDefinition;
  readonly state: RunState;
  readonly around: Around;
}

const hasEnded = ({ status }: RunState) => !['open', 'needs_approver', 'returned'].includes(status);
const approve = ({ state }: Moment, { number }: OpenTask, memberId: string): Command => ({ kind: 'decide', memberId, taskNumber: number, verdict: 'approve', revisionDigest: state.revisionDigest, reason: null });

/** Its requester can withdraw it at once, or it can be undone once it has begun to act; and where everybody is there and wants it, it comes to an end by itself. */
export function canBeEnded(moment: Moment): void {
  const { definition, state, around } = moment;
  const send = (from: RunState, command: Command) => {
    const answer = decide(definition, from, command, around.world);
    return answer.ok ? answer.state : null;
  };
  if (state.compensation !== undefined) comesToRest(state, send);
  if (hasEnded(state)) return;
  if (state.effectStepIds.length > 0) {
    const undone = decide(definition, state, { kind: 'reverse', memberId: 'anybody', reason: 'why', outcome: 'reversed' }, around.world);
    must(undone.ok && undone.state.status === 'reversed', () => 'it has begun to act and cannot be undone');
  } else {
    const out = decide(definition, state, { kind: 'withdraw', memberId: state.requesterId }, around.world);
    must(out.ok && out.state.status === 'withdrawn', () => 'its requester cannot withdraw it');
  }
  if (state.compensation !== undefined) return;
  // Where all sign one step, nobody may be left for one that others must sign: that it stops there is what it should do.
  const approvals = approvalsIn(definition.steps);
  if (approvals.some(({ quorum }) => quorum === 'all') && approvals.some(({ differsFrom }) => differsFrom !== undefined)) return;
  comesToAnEnd({ definition, state, around: around.friendly() });
}

function comesToAnEnd(moment: Moment): void {
  let { state } = moment;
  for (let sent = 0; sent < 400; sent++) {
    if (hasEnded(state)) return;
    const answer = next({ ...moment, state });
    if (answer === 'nobody asked') return;
    must(answer.ok && answer.facts.length > 0, () => `it cannot go on from ${JSON.stringify(state)}`);
    if (answer.ok) ({ state } = answer);
  }
  must(false, () => 'it never ends');
}

function next(moment: Moment): Answer | 'nobody asked' {
  const { definition, state, around } = moment;
  const { world } = around;
  for (const command of sensible(moment)) {
    const answer = decide(definition, state, command, world);
    if (answer.ok && answer.facts.length > 0) return answer;
    // What was left out by its conditions leaves nobody to approve it: then it can be withdrawn, and nothing else.
    if (!answer.ok && answer.refusal.code === 'no_step_applies') return 'nobody asked';
  }
  return decide(definition, state, { kind: 'resolve_again' }, world);
}

function sensible(moment: Moment): Command[] {
  const { state, around } = moment;
  if (state.status === 'returned') return [{ kind: 'revise', memberId: state.requesterId, revision: state.revision + 1, revisionDigest: digestOf(around.content), materialDigest: materialDigestOf(around.content) }];
  const [wait] = state.waits;
  const [task] = state.openTasks;
  const left = task?.candidateIds.filter((id) => !state.signatures.some(({ stepId, memberId }) => stepId === task.stepId && memberId === id)) ?? [];
  // Whoever was added may have signed meanwhile what others must sign: then somebody has to take that back.
  const added = (state.addedSigners ?? []).filter(({ stepId }) => state.stoppedStepIds.includes(stepId));
  return [
    ...(wait ? [{ kind: 'end_wait', stepId: wait.stepId } as const] : []), ...(task ? left.map((id) => approve(moment, task, id)) : []),
    ...added.map(({ stepId, memberId }): Command => ({ kind: 'remove_signer', memberId: 'anybody', stepId, signerId: memberId, reason: 'why' })),
  ];
}

/** Two that sign in different branches come to the same, whoever is first; where no step of one depends on who signed in the other. */
export function branchesCommute(moment: Moment): boolean {
  const { definition, state } = moment;
  if (state.openTasks.length < 2) return false;
  const pair = besideEachOther(definition, state);
  if (pair === null) return false;
  const [one, other] = pair.map((task) => task.candidateIds.find((id) => !state.signatures.some((signature) => signature.stepId === task.stepId && (signature.memberId === id || signature.onBehalfOf === id))));
  if (one === undefined || other === undefined) return false;
  const commands: [Command, Command] = [approve(moment, pair[0], one), approve(moment, pair[1], other)];
  const [first, second] = [inOrder(moment, commands), inOrder(moment, [commands[1], commands[0]])];
  // Where the first of them ends the run, or leads to a condition without an answer, the other one comes too late or not at all.
  if (first === null || second === null) return false;
  mustEqual('what comes of two branches, one first or the other', unordered(first), unordered(second));
  return true;
}

function inOrder({ definition, state, around }: Moment, commands: readonly Command[]): RunState | null {
  let now = state;
  for (const command of commands) {
    const answer = decide(definition, now, command, around.world);
    if (!answer.ok) return null;
    now = answer.state;
  }
  return now;
}

/** Two open tasks in different branches of a step that waits for all its branches. */
function besideEachOther({ steps }: WorkflowDefinition, { openTasks }: RunState): [OpenTask, OpenTask] | null {
  for (const step of everyStep(steps)) {
    if (step.kind !== 'parallel' || step.join !== 'all' || refersAcross(steps, step)) continue;
    const [one, other] = step.branches.flatMap((branch) => openTasks.find(({ stepId }) => holds(branch.steps, stepId)) ?? []);
    if (one && other) return [one, other];
  }
  return null;
}

/** Whether who signs within a step matters to another one, or the other way round. */
function refersAcross(steps: readonly Step[], within: Step): boolean {
  const ids = approvalsIn([within]).map(({ id }) => id);
  return approvalsIn(steps).some(({ id, differsFrom = [], servedBy = [] }) => {
    const others = [...differsFrom, ...servedBy];
    return others.length > 0 && (ids.includes(id) || others.some((other) => ids.includes(other)));
  });
}

const holds = (steps: readonly Step[], stepId: string) => everyStep(steps).some(({ id }) => id === stepId);

/** A state without the order in which things came to be, and the numbers that follow from it. */
function unordered(state: RunState): unknown {
  const sorted = (list: readonly unknown[]) => list.map((entry) => JSON.stringify(entry, (key, value: unknown) => (key === 'number' ? undefined : value))).sort();
  const { openTasks, stoppedStepIds, waits, branches, doneStepIds, skippedStepIds, signatures, ...rest } = state;
  return [rest, ...[openTasks, stoppedStepIds, waits, branches, doneStepIds, skippedStepIds, signatures].map(sorted)];
}
