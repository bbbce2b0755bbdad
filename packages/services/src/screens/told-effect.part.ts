import type { EffectRow, RequestHistory } from '@countersign/database/requests';
import type { FlowStep } from '@countersign/contracts/screens';
import type { Fact } from '@countersign/engine';
import { instantOf } from '../platform/index.js';
import { meansText } from '../requests/index.js';

type Told = Pick<EffectRow, 'kind' | 'target' | 'asks' | 'state' | 'attempts' | 'resolution' | 'resolvedBy' | 'lastProblem' | 'waitsFor' | 'undoesId'>;
type State = FlowStep['state'];

/** Where an effect's step stands, and what is told of it. */
export interface EffectOfStep {
  readonly stepId: string;
  readonly state: State;
  readonly effect: NonNullable<FlowStep['effect']>;
}

/** What became of an effect by itself, whatever is undone of it: the end of a sentence that its step's name begins, and why. */
export interface EffectLine {
  readonly state: State;
  /** In a word, beside its step's name. */
  readonly word: string;
  readonly what: string;
  readonly note: string | null;
}

const line = (state: State, word: string, what: string, note: string | null = null): EffectLine => ({ state, word, what, note });

export function effectLine(effect: Told): EffectLine {
  const { kind, target, state, attempts, resolution, lastProblem, waitsFor, undoesId } = effect;
  const asked = kind === 'ask' ? askLine(effect) : null;
  if (asked !== null) return asked;
  switch (state) {
    case 'succeeded':
    case 'compensating':
    case 'compensated':
      // What a person did, and somebody then had undone, was not delivered by us.
      return resolution === null ? line('done', 'done', doneText(kind, target, attempts)) : line('done', 'done', 'done by hand', resolution);
    case 'resolved':
      return line('done', 'done', 'done by hand', resolution);
    case 'skipped':
      return line('skipped', 'left out', 'left out', resolution);
    case 'unknown':
      return line('stopped', 'nobody knows', `may have been delivered to ${target}; nobody knows`, lastProblem);
    case 'called_off':
      return line('skipped', 'called off', 'not carried out any more', lastProblem);
    case 'given_up':
      return line('stopped', 'given up', 'not carried out', lastProblem);
    case 'cancelled':
      return line('skipped', 'not begun', 'not begun, and not to be');
    case 'failed':
    case 'parked':
      return line('stopped', 'stopped', kind === 'person' ? 'waits for a person' : kind === 'notice' ? 'nobody was told' : `not delivered to ${target}`, lastProblem);
    default:
      if (waitsFor !== null) return line(undoesId === null ? 'current' : 'ahead', 'waits', `waits for ${waitsFor}`);
      if (state === 'wanted' && attempts > 0) return line('current', 'now', attempts === 1 ? 'one attempt failed' : `${attempts} attempts failed`, lastProblem);
      return line('current', 'now', kind === 'notice' ? 'is about to be told' : `on its way to ${target}`);
  }
}

/** Of what people are asked to do, where a machine's words would not fit. */
function askLine({ target, asks, state, resolution, resolvedBy, lastProblem, waitsFor }: Told): EffectLine | null {
  switch (state) {
    case 'asked':
      return line('current', 'asked', `waits for ${target}`, asks);
    case 'resolved':
      return line('done', 'done', resolvedBy === null ? 'done by hand' : `done, as ${resolvedBy} says`, resolution);
    case 'compensating':
    case 'compensated':
      return line('done', 'done', 'done by hand', resolution);
    case 'failed':
    case 'parked':
      return line('stopped', 'stopped', 'not done', lastProblem);
    case 'wanted':
    case 'running':
      return waitsFor === null ? line('current', 'now', 'somebody is about to be asked', asks) : null;
    default:
      return null;
  }
}

function doneText(kind: string, target: string, attempts: number): string {
  if (kind === 'notice') return target === '' ? 'told' : `told ${target}`;
  return `delivered to ${target}${attempts > 1 ? ` after ${attempts} attempts` : ''}`;
}

/** What became of an effect and of undoing it, as the way of its request tells it; undefined of a step that has none yet. */
export function effectOfStep({ effects, facts }: Pick<RequestHistory, 'effects' | 'facts'>, stepId: string): EffectOfStep | undefined {
  const effect = effects.find((candidate) => candidate.stepId === stepId && candidate.undoesId === null);
  if (effect === undefined) return undefined;
  const undoing = effects.find(({ undoesId }) => undoesId === effect.id);
  const own = effectLine(effect);
  const told = undoing === undefined ? stays(own, facts, stepId) : undone(own, undoing);
  const last = undoing ?? effect;
  return {
    stepId,
    state: told.state,
    effect: { effectId: effect.id, undoingId: undoing?.id ?? null, word: told.word, text: sentence(told.what), note: told.note, at: instantOf(last.endedAt ?? last.wantedAt), nextAttemptAt: last.nextAttemptAt === null ? null : instantOf(last.nextAttemptAt) },
  };
}

const sentence = (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

/** Where nothing undoes it: what its workflow says so of stays as it is. */
function stays(own: EffectLine, facts: RequestHistory['facts'], stepId: string): EffectLine {
  const isLeft = facts.some(({ fact }) => (fact as Fact).kind === 'compensation_wanted' && fact['stepId'] === stepId && fact['how'] === 'nothing');
  return isLeft && own.state === 'done' ? { ...own, word: 'stays', what: `${own.what}, and stays as it is` } : own;
}

function undone(own: EffectLine, undoing: EffectRow): EffectLine {
  const { state, kind, event, target, resolution, lastProblem, waitsFor } = undoing;
  switch (state) {
    case 'succeeded':
      return line('skipped', 'undone', `${own.what}, and undone ${meansText(kind, event, target)}`);
    case 'resolved':
      return line('skipped', 'undone', `${own.what}, and undone by hand`, resolution);
    case 'skipped':
      return line('done', 'stays', `${own.what}, and stays as it is: somebody left out what undoes it`, resolution);
    case 'asked':
      return line('current', 'waits for a person', `${own.what}; ${target} is asked to undo it`, undoing.asks);
    case 'failed':
    case 'unknown':
    case 'parked':
      return kind === 'person'
        ? line('stopped', 'waits for a person', `${own.what}; a person has to undo it, and say so`, lastProblem === undoneByPerson ? null : lastProblem)
        : line('stopped', 'waits for a person', `${own.what}; ${state === 'unknown' ? 'nobody knows whether it is undone' : 'it could not be undone'}, and waits for a person`, lastProblem);
    default:
      return line('current', 'being undone', `${own.what}, and is being undone${waitsFor === null ? '' : `, after ${waitsFor}`}`, lastProblem);
  }
}

/** What every effect says that only a person can undo; said already. */
const undoneByPerson = 'This cannot be undone from here. A person has to, and says so.';
