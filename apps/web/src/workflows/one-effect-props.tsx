import type { EffectStep } from '../platform/workflows/edit-definition.js';
import type { Choices } from './sources-field.js';

export type Effect = EffectStep['effect'];

export interface OneEffectProps<E extends Effect> {
  readonly label: string;
  readonly field: 'effect' | 'onReverse';
  readonly effect: E;
  readonly choices: Choices;
  readonly onChange: (effect: Effect) => void;
}
