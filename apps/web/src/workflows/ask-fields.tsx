import { FieldPlace } from './field-place.js';
import { FillableFields } from './fillable-fields.js';
import { NamedFields } from './named-fields.js';
import type { Effect, OneEffectProps } from './one-effect-props.js';
import { TemplateField } from './template-field.js';

type Ask = Extract<Effect, { kind: 'ask' }>;

const whole = [{ kind: 'requester', label: 'Whoever made the request' }, { kind: 'manager', label: 'The manager of whoever made the request' }] as const;

/** Who is asked to do something outside, and what. */
export function AskFields({ field, effect, choices, onChange }: OneEffectProps<Ask>) {
  return (
    <>
      <FieldPlace field={`${field}/to`}><NamedFields legend="Asked" more="Ask others, too" whole={whole} to={effect.to} choices={choices} onChange={(to) => onChange({ ...effect, to: [...to] })} /></FieldPlace>
      <FieldPlace field={`${field}/text`}><TemplateField label="What to do" maxLength={1_000} value={effect.text} onChange={(text) => onChange({ ...effect, text })} /></FieldPlace>
      <FillableFields types={choices.requestTypes} alone="it cannot be used here" />
    </>
  );
}
