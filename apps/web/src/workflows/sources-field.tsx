import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import { useId, useRef } from 'react';
import type { Source } from '../platform/workflows/edit-definition.js';
import { Button } from '../ui/button/button.js';
import styles from './edit-workflow.module.css';

export type Choices = Pick<WorkflowEditorScreen['data'], 'roles' | 'groups' | 'members' | 'endpoints' | 'connections' | 'recordSets' | 'requestTypes' | 'calendars'>;

const kinds = { role: 'Holders of the role', group: 'Members of the group', member: 'The member', manager: 'The requester’s manager' } as const;
type Kind = keyof typeof kinds;

/** Whom a source names, to be chosen among. */
function namedOf(source: Source, { roles, groups, members }: Choices): { readonly value: string; readonly options: readonly { readonly id: string; readonly name: string }[] } {
  switch (source.kind) {
    case 'role':
      return { value: source.roleId, options: roles.map(({ id, name, holders }) => ({ id, name: `${name} (${holders === 0 ? 'held by nobody' : holders})` })) };
    case 'group':
      return { value: source.groupId, options: groups };
    case 'member':
      return { value: source.memberId, options: members };
    case 'manager':
      return { value: String(source.levels), options: [{ id: '1', name: 'the nearest' }, ...[2, 3, 4, 5].map((levels) => ({ id: String(levels), name: `up to ${levels} levels above` })), { id: 'authority', name: 'the first whose authority covers the amount' }] };
  }
}

type Rest = Pick<Source, 'when' | 'ofUnit'>;

function sourceOf(kind: Kind, value: string, { when, ofUnit }: Rest): Source {
  const rest = { ...(when !== undefined && { when }), ...(ofUnit !== undefined && { ofUnit }) };
  switch (kind) {
    case 'role':
      return { kind, roleId: value, ...rest };
    case 'group':
      return { kind, groupId: value, ...rest };
    case 'member':
      return { kind, memberId: value, ...rest };
    case 'manager':
      return { kind, levels: value === 'authority' ? value : Number(value) || 1, ...rest };
  }
}

export interface SourcesFieldProps {
  /** The way to it within its step. */
  readonly field: string;
  readonly legend: string;
  /** What nobody being named means. */
  readonly none: string;
  readonly addLabel: string;
  readonly sources: readonly Source[];
  readonly choices: Choices;
  readonly onChange: (sources: Source[]) => void;
}

/** People named by role, group, name or their place above the requester, each for some requests only if so said. */
export function SourcesField({ field, legend, none, addLabel, sources, choices, onChange }: SourcesFieldProps) {
  const list = useRef<HTMLFieldSetElement>(null);
  const firstRole = choices.roles[0]?.id ?? '';
  const change = (index: number, source: Source) => onChange(sources.map((each, at) => (at === index ? source : each)));
  const add = () => {
    onChange([...sources, sourceOf('role', firstRole, {})]);
    // Where it is said who: what was added comes before the button in the order of the tab key.
    requestAnimationFrame(() => [...(list.current?.querySelectorAll<HTMLElement>('select[data-kind]') ?? [])].at(-1)?.focus());
  };
  return (
    <fieldset ref={list} className={styles.sources} data-field={field}>
      <legend>{legend}</legend>
      {sources.length === 0 && <p>{none}</p>}
      {sources.map((source, index) => <SourceRow key={index} field={`${field}/${index}`} source={source} choices={choices} onChange={(next) => change(index, next)} onRemove={() => onChange(sources.filter((_, at) => at !== index))} />)}
      <p><Button onClick={add}>{addLabel}</Button></p>
    </fieldset>
  );
}

interface SourceRowProps {
  readonly field: string;
  readonly source: Source;
  readonly choices: Choices;
  readonly onChange: (source: Source) => void;
  readonly onRemove: () => void;
}

function SourceRow({ field, source, choices, onChange, onRemove }: SourceRowProps) {
  const id = useId();
  const { value, options } = namedOf(source, choices);
  const isKnown = options.some((option) => option.id === value);
  const toKind = (kind: Kind) => {
    const first = namedOf(sourceOf(kind, '', {}), choices).options[0]?.id ?? '';
    onChange(sourceOf(kind, first, source));
  };
  return (
    <div className={styles.source} data-field={field} role="group" aria-label={`${kinds[source.kind]} ${options.find((option) => option.id === value)?.name ?? ''}`}>
      <select aria-label="Kind" data-kind value={source.kind} onChange={(event) => toKind(event.target.value as Kind)}>
        {Object.entries(kinds).map(([kind, name]) => <option key={kind} value={kind}>{name}</option>)}
      </select>
      <select aria-label="Who" value={value} onChange={(event) => onChange(sourceOf(source.kind, event.target.value, source))}>
        {!isKnown && <option value={value}>{value === '' ? 'Nobody chosen' : 'One that is not listed'}</option>}
        {options.map((option) => <option key={option.id} value={option.id}>{option.name}</option>)}
      </select>
      <span className={styles.check}><input type="checkbox" id={`${id}-unit`} checked={source.ofUnit === 'requester'} onChange={(event) => onChange(sourceOf(source.kind, value, { when: source.when, ofUnit: event.target.checked ? 'requester' : undefined }))} /><label htmlFor={`${id}-unit`}>of the requester’s unit</label></span>
      <span className={styles.when} data-field={`${field}/when`}><label htmlFor={`${id}-when`}>only if</label><input id={`${id}-when`} className="mono" autoComplete="off" spellCheck={false} maxLength={1000} value={source.when ?? ''} onChange={(event) => onChange(sourceOf(source.kind, value, { ofUnit: source.ofUnit, when: event.target.value === '' ? undefined : event.target.value }))} /></span>
      <Button look="bare" onClick={onRemove}>Remove</Button>
    </div>
  );
}
