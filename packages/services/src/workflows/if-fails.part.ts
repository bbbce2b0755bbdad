import { findStep, undoneBy, type EffectStep, type WorkflowDefinition } from '@countersign/engine';

/** What follows where an effect fails for good and its step says that what was carried out is undone; null where it does not. */
export function ifFailsText({ steps }: WorkflowDefinition, stepId: string): string | null {
  const step = findStep(steps, stepId);
  if (step?.kind !== 'effect' || step.onFailure !== 'compensate') return null;
  const others = undoneBy(steps, stepId);
  const of = (isSo: (onReverse: EffectStep['onReverse']) => boolean, one: string, more: string) => {
    const names = others.filter(({ onReverse }) => isSo(onReverse)).map(({ name }) => `“${name}”`);
    return names.length === 0 ? [] : [`${names.join(' and ')} ${names.length === 1 ? one : more}`];
  };
  const parts = [...of((how) => typeof how === 'object', 'is undone', 'are undone'), ...of((how) => how === 'person', 'is undone by a person', 'are undone by a person'), ...of((how) => how === 'nothing', 'stays as it is', 'stay as they are')];
  return `If it fails for good, ${parts.length === 0 ? '' : `what of this was carried out is undone, the last first: ${parts.join(', ')}; and `}nothing more is begun.`;
}
