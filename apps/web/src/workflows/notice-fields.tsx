import { useId } from 'react';
import { Button } from '../ui/button/button.js';
import { CheckList } from '../ui/fields/check-list.js';
import styles from './edit-workflow.module.css';
import { FieldPlace } from './field-place.js';
import { FillableFields } from './fillable-fields.js';
import type { Effect, OneEffectProps } from './one-effect-props.js';
import type { Choices } from './sources-field.js';
import { TemplateField } from './template-field.js';

type Notice = Extract<Effect, { kind: 'notice' }>;
type Listener = Notice['to'][number];
type Named = Exclude<Listener, { kind: 'requester' }>;

const kinds = { role: 'Holders of the role', group: 'Members of the group', member: 'The member' } as const;

function listenerOf(kind: Named['kind'], id: string): Named {
  switch (kind) {
    case 'role':
      return { kind, roleId: id };
    case 'group':
      return { kind, groupId: id };
    case 'member':
      return { kind, memberId: id };
  }
}

function idOf(listener: Named): string {
  switch (listener.kind) {
    case 'role':
      return listener.roleId;
    case 'group':
      return listener.groupId;
    case 'member':
      return listener.memberId;
  }
}

const choicesOf = (kind: Named['kind'], { roles, groups, members }: Choices) => (kind === 'role' ? roles : kind === 'group' ? groups : members);

/** Who is told in the product, and what. */
export function NoticeFields({ field, effect, choices, onChange }: OneEffectProps<Notice>) {
  const named = effect.to.filter((one) => one.kind !== 'requester');
  const toRequester = named.length < effect.to.length;
  const write = (requester: boolean, others: readonly Named[]) => onChange({ ...effect, to: [...(requester ? [{ kind: 'requester' as const }] : []), ...others] });
  return (
    <>
      <FieldPlace field={`${field}/to`}>
        <CheckList legend="Told" options={[{ id: 'requester', label: 'Whoever made the request', allowed: true, because: null }]} chosen={new Set(toRequester ? ['requester'] : [])} onChange={(chosen) => write(chosen.has('requester'), named)} />
        <fieldset className={styles.sources}>
          <legend>And</legend>
          {named.map((one, index) => <ListenerRow key={index} listener={one} choices={choices} onChange={(next) => write(toRequester, named.map((each, at) => (at === index ? next : each)))} onRemove={() => write(toRequester, named.filter((_, at) => at !== index))} />)}
          <p><Button onClick={() => write(toRequester, [...named, listenerOf('role', choices.roles[0]?.id ?? '')])}>Tell others, too</Button></p>
        </fieldset>
      </FieldPlace>
      <FieldPlace field={`${field}/text`}><TemplateField label="Text" maxLength={1_000} value={effect.text} onChange={(text) => onChange({ ...effect, text })} /></FieldPlace>
      <FillableFields types={choices.requestTypes} alone="it cannot be used in a notification" />
    </>
  );
}

function ListenerRow({ listener, choices, onChange, onRemove }: { readonly listener: Named; readonly choices: Choices; readonly onChange: (listener: Named) => void; readonly onRemove: () => void }) {
  const id = useId();
  const options = choicesOf(listener.kind, choices);
  const value = idOf(listener);
  const toKind = (kind: Named['kind']) => onChange(listenerOf(kind, choicesOf(kind, choices)[0]?.id ?? ''));
  return (
    <div className={styles.source} role="group" aria-label={`${kinds[listener.kind]} ${options.find((option) => option.id === value)?.name ?? ''}`}>
      <select aria-label="Kind" id={`${id}-kind`} value={listener.kind} onChange={(event) => toKind(event.target.value as Named['kind'])}>
        {Object.entries(kinds).map(([kind, name]) => <option key={kind} value={kind}>{name}</option>)}
      </select>
      <select aria-label="Who" id={`${id}-who`} value={value} onChange={(event) => onChange(listenerOf(listener.kind, event.target.value))}>
        {!options.some((option) => option.id === value) && <option value={value}>{value === '' ? 'Nobody chosen' : 'One that is not listed'}</option>}
        {options.map((option) => <option key={option.id} value={option.id}>{option.name}</option>)}
      </select>
      <Button look="bare" onClick={onRemove}>Remove</Button>
    </div>
  );
}
