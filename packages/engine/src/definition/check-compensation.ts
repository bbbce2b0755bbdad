import type { Effect, EffectStep, Finding, Step } from './definition.js';
import { sequencesOf, stepsOf } from './walk.js';

/** Kinds that change something in another system; nothing is left there of a word to somebody. */
const changesAnother: readonly Effect['kind'][] = ['webhook', 'http'];

/**
 * Where an effect fails whose step says that what was carried out is undone then, nothing of it should be left that nobody thought of: a
 * call or a webhook that "needs no undoing" stays as it is in the other system.
 */
export function checkCompensation(steps: readonly Step[]): Finding[] {
  return effectsIn(steps).flatMap((effect) => (effect.onFailure === 'compensate' ? leftBy(effect, steps) : []));
}

function leftBy({ id, name }: EffectStep, steps: readonly Step[]): Finding[] {
  const left = undoneBy(steps, id).filter(({ effect, onReverse }) => onReverse === 'nothing' && changesAnother.includes(effect.kind));
  if (left.length === 0) return [];
  const names = left.map((effect) => `"${effect.name}"`).join(' and ');
  return [{ stepId: id, field: 'onFailure', message: `Where "${name}" fails for good, what was carried out is undone, and ${names} would be left as ${left.length === 1 ? 'it is' : 'they are'}. Say there what undoes it, or that a person does; or let what waits for "${name}" wait.` }];
}

/** The effects that may have been carried out when one fails: those wanted before it, and those wanted later that do not wait for it; none of other branches. */
export function undoneBy(steps: readonly Step[], stepId: string): EffectStep[] {
  const all = effectsIn(steps);
  const at = all.findIndex(({ id }) => id === stepId);
  const later = all.slice(at + 1);
  const waits = later.findIndex(({ waitsForPrevious }) => waitsForPrevious === true);
  return [...all.slice(0, Math.max(at, 0)), ...later.slice(0, waits < 0 ? later.length : waits)].filter((other) => !isElsewhere(steps, stepId, other.id));
}

/** Whether two steps stand in different branches of a condition: no run comes to both. */
function isElsewhere(steps: readonly Step[], stepId: string, otherId: string): boolean {
  const holds = (sequence: readonly Step[], id: string) => stepsOf(sequence).some((step) => step.id === id);
  return stepsOf(steps).some((step) => {
    if (step.kind !== 'condition') return false;
    const [one, other] = [stepId, otherId].map((id) => sequencesOf(step).findIndex((sequence) => holds(sequence, id)));
    return one !== -1 && other !== -1 && one !== other;
  });
}

const effectsIn = (steps: readonly Step[]): EffectStep[] => stepsOf(steps).filter((step) => step.kind === 'effect');
