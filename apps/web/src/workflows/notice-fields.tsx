import { FieldPlace } from './field-place.js';
import { FillableFields } from './fillable-fields.js';
import { NamedFields } from './named-fields.js';
import type { Effect, OneEffectProps } from './one-effect-props.js';
import { TemplateField } from './template-field.js';

type Notice = Extract<Effect, { kind: 'notice' }>;

const whole = [{ kind: 'requester', label: 'Whoever made the request' }] as const;

/** Who is told in the product, and what. */
export function NoticeFields({ field, effect, choices, onChange }: OneEffectProps<Notice>) {
  return (
    <>
      <FieldPlace field={`${field}/to`}><NamedFields legend="Told" more="Tell others, too" whole={whole} to={effect.to} choices={choices} onChange={(to) => onChange({ ...effect, to: [...to] })} /></FieldPlace>
      <FieldPlace field={`${field}/text`}><TemplateField label="Text" maxLength={1_000} value={effect.text} onChange={(text) => onChange({ ...effect, text })} /></FieldPlace>
      <FillableFields types={choices.requestTypes} alone="it cannot be used in a notification" />
    </>
  );
}
