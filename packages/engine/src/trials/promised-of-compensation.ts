import type { Command, EffectStanding } from '../commands/command.js';
import type { Fact, FactBody } from '../facts/facts.js';
import type { RunState } from '../state/run-state.js';
import { must, mustEqual, type Promised } from './promised.js';

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;
type FactOf<K extends FactBody['kind']> = Extract<Fact, { kind: K }>;

const begins: readonly Fact['kind'][] = ['effect_wanted', 'wait_started', 'task_opened', 'branch_taken', 'condition_evaluated'];

/** What was carried out is undone, and nothing else; each once; the last first, and only once nothing is under way any more; and it comes to an end. */
export const compensating: Promised = {
  fact: (fact, { before }, ledger) => {
    if (before?.compensation !== undefined) must(!begins.includes(fact.kind), () => `it came to ${fact.kind} although what it did is undone`);
    if (fact.kind === 'compensation_wanted') must(!ledger.undone.includes(fact.stepId), () => `${fact.stepId} is undone twice`);
    if (fact.kind === 'compensation_ended') must(ledger.left.includes(fact.stepId), () => `${fact.stepId} has ended to be undone, and was not to be`);
  },
  after: ({ command, before, answer }, state, ledger) => {
    const { compensation } = state;
    if (compensation === undefined) return mustEqual('what was begun to be undone by itself', before?.compensation, undefined);
    mustEqual('what is left to undo', compensation.leftStepIds, answer.ok && compensation.state !== 'waiting' ? ledger.left : []);
    mustEqual('whether all is undone', compensation.state === 'compensated', compensation.state !== 'waiting' && ledger.left.length === 0);
    if (compensation.state === 'waiting') must(state.effectStepIds.length > 0 && state.waits.length === 0, () => 'it waits for effects, and there are none');
    if (answer.ok && (command.kind === 'compensate' || command.kind === 'effects_ended')) undoes(command, before, answer.facts, state);
  },
};

/** By what the command says of each effect that was wanted and is not undone. */
function undoes({ effects }: CommandOf<'compensate' | 'effects_ended'>, before: RunState | null, facts: readonly Fact[], state: RunState): void {
  const wanted = before?.effectStepIds ?? [];
  const are = (...kinds: readonly EffectStanding['is'][]) => wanted.filter((stepId) => kinds.includes(effects.find((standing) => standing.stepId === stepId)?.is ?? 'under_way'));
  const of = <K extends FactBody['kind']>(kind: K) => facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
  mustEqual('effects that are let go', of('effect_let_go').map(({ stepId }) => stepId), are('not_begun', 'not_done'));
  const waits = are('under_way').length > 0;
  mustEqual('effects that are undone', of('compensation_wanted').map(({ stepId }) => stepId), waits ? [] : are('done').reverse());
  mustEqual('whether it waits', state.compensation?.state === 'waiting', waits);
  mustEqual('whether it has ended', state.status === 'reversed', !waits);
}

/** Whatever is under way ends, and so does whatever undoes something: then nothing is left, whatever the order. */
export function comesToRest(state: RunState, send: (state: RunState, command: Command) => RunState | null): void {
  let now = state;
  if (now.compensation?.state === 'waiting') now = next(now, { kind: 'effects_ended', effects: now.effectStepIds.map((stepId) => ({ stepId, is: 'done' })) }, send);
  for (const stepId of (now.compensation?.leftStepIds ?? []).toReversed()) now = next(now, { kind: 'compensation_ended', stepId, as: 'left' }, send);
  must(now.compensation?.state === 'compensated' && now.effectStepIds.length === 0, () => 'what is undone never comes to an end');
}

function next(state: RunState, command: Command, send: (state: RunState, command: Command) => RunState | null): RunState {
  const then = send(state, command);
  must(then !== null, () => `${command.kind} is refused although it is waited for`);
  return then ?? state;
}
