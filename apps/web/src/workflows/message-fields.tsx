import { ConnectionField } from './connection-field.js';
import { FieldPlace } from './field-place.js';
import { FillableFields } from './fillable-fields.js';
import type { Effect, OneEffectProps } from './one-effect-props.js';
import { TemplateField } from './template-field.js';

type Message = Extract<Effect, { kind: 'message' }>;

/** Which chat a message goes to, and what it says. */
export function MessageFields({ field, effect, choices, onChange }: OneEffectProps<Message>) {
  return (
    <>
      <ConnectionField field={field} label="To the chat" leadsTo="chat" connectionId={effect.connectionId} choices={choices} onChange={(connectionId) => onChange({ ...effect, connectionId })} />
      <FieldPlace field={`${field}/text`}><TemplateField label="Text" maxLength={4_000} value={effect.text} onChange={(text) => onChange({ ...effect, text })} /></FieldPlace>
      <FillableFields types={choices.requestTypes} alone="it cannot be used in a message" />
    </>
  );
}
