import type { Command, EffectStanding } from '../commands/command.js';
import type { WorkflowDefinition } from '../definition/definition.js';
import type { OpenTask, RunState } from '../state/run-state.js';
import type { Chance } from './chance.js';
import { nextVersion } from './random-definition.js';
import { digestOf, materialDigestOf, members, type Around, type Content } from './surroundings.js';

/** What is sent next: a command, and the content or the definition that it brings along. */
export interface Sent {
  readonly command: Command;
  readonly content?: Content;
  readonly definition?: WorkflowDefinition;
}

interface Asked {
  readonly chance: Chance;
  readonly state: RunState;
  readonly around: Around;
  readonly definition: WorkflowDefinition;
}

const kinds = ['decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'decide', 'revise', 'revise', 'end_wait', 'end_wait', 'revoke', 'reassign', 'add_signer', 'remove_signer', 'overdue', 'resolve_again', 'migrate', 'reverse', 'compensate', 'withdraw', 'cancel'] as const;

/** A command that makes sense more often than not. Which one is drawn first, so that a script can be read from its numbers. */
export function randomCommand(asked: Asked): Sent {
  const { chance, state } = asked;
  const likely = state.effectStepIds.length > 0 && chance.oneIn(2) ? 'compensate' : likelyNext[state.status];
  const kind = likely !== undefined && !chance.oneIn(2) ? likely : chance.pick(kinds);
  const rarely = kind === 'withdraw' || kind === 'cancel';
  return rarely && !chance.oneIn(3) ? { command: { kind: 'resolve_again' } } : makers[kind](asked);
}

/** What is worth trying most where the plain mixture would hardly ever come to it. */
const likelyNext: Partial<Record<RunState['status'], (typeof kinds)[number]>> = { returned: 'revise', approved: 'reverse', rejected: 'revoke', withdrawn: 'revoke', cancelled: 'revoke', reversed: 'compensate' };

const anyTask = ({ chance, state }: Asked): OpenTask | undefined => state.openTasks[chance.below(Math.max(state.openTasks.length, 1))];
const anybody = (chance: Chance): string => chance.pick(members);
const reasonOf = (chance: Chance): string => (chance.oneIn(12) ? ' ' : 'why');

/** What comes next of what is undone: it is begun, what was under way has ended, or what undoes something has; now and then another one of these, which makes no sense. */
function compensation({ chance, state: { effectStepIds, compensation: begun } }: Asked): Command {
  const effects = effectStepIds.map((stepId): EffectStanding => ({ stepId, is: chance.pick(['done', 'done', 'done', 'not_done', 'not_begun', 'under_way']) }));
  const stepIds = begun !== undefined && begun.leftStepIds.length > 0 ? begun.leftStepIds : effectStepIds;
  const stepId = stepIds[chance.below(Math.max(stepIds.length, 1))] ?? 's0';
  const sensible = begun === undefined ? 'compensate' : begun.state === 'waiting' ? 'effects_ended' : 'compensation_ended';
  switch (chance.oneIn(10) ? chance.pick(['compensate', 'effects_ended', 'compensation_ended']) : sensible) {
    case 'compensate':
      return { kind: 'compensate', stepId, ...(chance.oneIn(2) && { memberId: anybody(chance), reason: reasonOf(chance) }), effects };
    case 'effects_ended':
      return { kind: 'effects_ended', effects };
    case 'compensation_ended':
      return { kind: 'compensation_ended', stepId, as: chance.pick(['undone', 'by_hand', 'left']) };
  }
}

const makers: Record<(typeof kinds)[number], (asked: Asked) => Sent> = {
  decide: (asked) => {
    const { chance, state, around } = asked;
    const task = anyTask(asked);
    const left = task?.candidateIds.filter((id) => chance.oneIn(8) || !state.signatures.some(({ stepId, memberId }) => stepId === task.stepId && memberId === id)) ?? [];
    const memberId = chance.oneIn(10) ? anybody(chance) : (left[chance.below(Math.max(left.length, 1))] ?? anybody(chance));
    const other = anybody(chance);
    const stand = chance.oneIn(6) && other !== memberId;
    const verdict = chance.pick(['approve', 'approve', 'approve', 'approve', 'approve', 'approve', 'reject', 'request_changes']);
    const stale = around.contents[chance.below(around.contents.length)];
    const revisionDigest = chance.oneIn(12) && stale ? digestOf(stale) : state.revisionDigest;
    return { command: { kind: 'decide', memberId: stand ? other : memberId, ...(stand && { onBehalfOf: memberId }), taskNumber: chance.oneIn(20) ? chance.below(9) : (task?.number ?? state.taskCount), verdict, revisionDigest, reason: verdict === 'approve' ? null : reasonOf(chance) } };
  },
  revise: ({ chance, state, around }) => {
    const field = chance.pick(['x', 'y', 'z']);
    const content = { ...around.content, [field]: chance.below(4) };
    return { content, command: { kind: 'revise', memberId: chance.oneIn(12) ? anybody(chance) : state.requesterId, revision: state.revision + 1, revisionDigest: digestOf(content), materialDigest: materialDigestOf(content) } };
  },
  revoke: ({ chance, state }) => {
    const signature = state.signatures[chance.below(Math.max(state.signatures.length, 1))];
    const decision = (state.refusedBy !== null && !chance.oneIn(3) ? state.refusedBy : signature) ?? { memberId: anybody(chance), number: state.taskCount };
    return { command: { kind: 'revoke', memberId: chance.oneIn(12) ? anybody(chance) : decision.memberId, taskNumber: decision.number, reason: reasonOf(chance) } };
  },
  reassign: (asked) => {
    const { chance, state } = asked;
    const to = [anybody(chance), ...(chance.oneIn(3) ? [anybody(chance)] : [])].map((memberId) => ({ memberId, because: 'was asked by name' }));
    return { command: { kind: 'reassign', memberId: anybody(chance), taskNumber: anyTask(asked)?.number ?? state.taskCount, reason: reasonOf(chance), to, instead: chance.oneIn(3) } };
  },
  add_signer: (asked) => {
    const { chance, state } = asked;
    return { command: { kind: 'add_signer', memberId: anybody(chance), taskNumber: anyTask(asked)?.number ?? state.taskCount, signer: { memberId: anybody(chance), because: 'was added' }, reason: reasonOf(chance) } };
  },
  remove_signer: ({ chance, state }) => {
    const added = state.addedSigners?.[chance.below(Math.max(state.addedSigners.length, 1))] ?? { stepId: 's0', memberId: anybody(chance) };
    return { command: { kind: 'remove_signer', memberId: anybody(chance), stepId: added.stepId, signerId: added.memberId, reason: reasonOf(chance) } };
  },
  overdue: (asked) => ({ command: { kind: 'overdue', taskNumber: anyTask(asked)?.number ?? asked.state.taskCount } }),
  end_wait: ({ chance, state }) => ({ command: { kind: 'end_wait', stepId: state.waits[chance.below(Math.max(state.waits.length, 1))]?.stepId ?? 's0' } }),
  resolve_again: () => ({ command: { kind: 'resolve_again' } }),
  migrate: ({ chance, definition }) => {
    const to = nextVersion(definition, chance);
    return { definition: to, command: { kind: 'migrate', memberId: anybody(chance), reason: reasonOf(chance), from: definition, fromVersion: 1, toVersion: 2 } };
  },
  reverse: ({ chance }) => ({ command: { kind: 'reverse', memberId: anybody(chance), reason: reasonOf(chance), outcome: chance.pick(['reversed', 'rejected']) } }),
  compensate: (asked) => ({ command: compensation(asked) }),
  withdraw: ({ chance, state }) => ({ command: { kind: 'withdraw', memberId: chance.oneIn(4) ? anybody(chance) : state.requesterId } }),
  cancel: ({ chance }) => ({ command: { kind: 'cancel', memberId: anybody(chance), reason: reasonOf(chance) } }),
};
