import { useId } from 'react';
import { CheckList } from '../ui/fields/check-list.js';
import { describedBy, FieldFrame, TextField } from '../ui/fields/field.js';
import { ConnectionField } from './connection-field.js';
import { FieldPlace } from './field-place.js';
import { FillableFields } from './fillable-fields.js';
import type { Effect, OneEffectProps } from './one-effect-props.js';
import { TemplateField } from './template-field.js';

type Mail = Extract<Effect, { kind: 'mail' }>;

const toHint = 'One on a line: an address, or a field of the request that holds one, such as {{request.contact}}. All of them see each other.';
const addressesOf = ({ to }: Mail) => to.flatMap((one) => (one.kind === 'address' ? [one.address] : []));

/** Whom a mail goes to, and what it says. */
export function MailFields({ field, effect, choices, onChange }: OneEffectProps<Mail>) {
  const id = useId();
  const toRequester = effect.to.some(({ kind }) => kind === 'requester');
  const write = (requester: boolean, addresses: readonly string[]) => onChange({ ...effect, to: [...(requester ? [{ kind: 'requester' as const }] : []), ...addresses.map((address) => ({ kind: 'address' as const, address }))] });
  return (
    <>
      <ConnectionField field={field} label="Through the mail server" leadsTo="smtp" connectionId={effect.connectionId} choices={choices} onChange={(connectionId) => onChange({ ...effect, connectionId })} />
      <FieldPlace field={`${field}/to`}>
        <CheckList legend="To" options={[{ id: 'requester', label: 'Whoever made the request', allowed: true, because: null }]} chosen={new Set(toRequester ? ['requester'] : [])} onChange={(chosen) => write(chosen.has('requester'), addressesOf(effect))} />
        <FieldFrame id={`${id}-to`} label="And to these addresses" isOptional={toRequester} hint={toHint} problem={undefined}>
          <textarea id={`${id}-to`} rows={2} spellCheck={false} value={addressesOf(effect).join('\n')} {...describedBy(`${id}-to`, toHint, undefined)} onChange={(event) => write(toRequester, event.target.value === '' ? [] : event.target.value.split('\n'))} />
        </FieldFrame>
      </FieldPlace>
      <FieldPlace field={`${field}/subject`}><TextField id={`${id}-subject`} label="Subject" autoComplete="off" maxLength={200} hint="Such as: Approved: {{title}}" value={effect.subject} onChange={(subject) => onChange({ ...effect, subject })} /></FieldPlace>
      <FieldPlace field={`${field}/text`}><TemplateField label="Text" maxLength={10_000} value={effect.text} onChange={(text) => onChange({ ...effect, text })} /></FieldPlace>
      <FillableFields types={choices.requestTypes} alone="it cannot be used in a mail" />
    </>
  );
}
