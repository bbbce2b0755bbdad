import { useId } from 'react';
import { Button } from '../ui/button/button.js';
import { CheckList } from '../ui/fields/check-list.js';
import styles from './edit-workflow.module.css';
import type { Effect } from './one-effect-props.js';
import type { Choices } from './sources-field.js';

type Doer = Extract<Effect, { kind: 'ask' }>['to'][number];
type Named = Exclude<Doer, { kind: 'requester' } | { kind: 'manager' }>;

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

interface NamedFieldsProps<One extends { readonly kind: string }> {
  readonly legend: string;
  readonly more: string;
  /** Who is named by what they are to the request. */
  readonly whole: readonly { readonly kind: 'requester' | 'manager'; readonly label: string }[];
  readonly to: readonly One[];
  readonly choices: Choices;
  readonly onChange: (to: readonly One[]) => void;
}

const isNamed = (one: Doer): one is Named => one.kind !== 'requester' && one.kind !== 'manager';

/** Members by what they are to a request, and by role, group or name. */
export function NamedFields<One extends Doer>({ legend, more, whole, to, choices, onChange }: NamedFieldsProps<One>) {
  const all: readonly Doer[] = to;
  const named = all.filter(isNamed);
  const chosen = new Set<string>(all.flatMap((one) => (isNamed(one) ? [] : [one.kind])));
  const write = (byPart: ReadonlySet<string>, others: readonly Named[]) => onChange([...whole.filter(({ kind }) => byPart.has(kind)).map(({ kind }) => ({ kind })), ...others] as One[]);
  return (
    <>
      <CheckList legend={legend} options={whole.map(({ kind, label }) => ({ id: kind, label, allowed: true, because: null }))} chosen={chosen} onChange={(next) => write(next, named)} />
      <fieldset className={styles.sources}>
        <legend>And</legend>
        {named.map((one, index) => <ListenerRow key={index} listener={one} choices={choices} onChange={(next) => write(chosen, named.map((each, at) => (at === index ? next : each)))} onRemove={() => write(chosen, named.filter((_, at) => at !== index))} />)}
        <p><Button onClick={() => write(chosen, [...named, listenerOf('role', choices.roles[0]?.id ?? '')])}>{more}</Button></p>
      </fieldset>
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
