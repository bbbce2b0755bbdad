import type { RecordChoice } from '@countersign/contracts/record-sets';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { afterPause } from '../ui/search/after-pause.js';
import { choicesShown, chosenRecordQuery, recordChoicesQuery } from './list-record-choices.query.js';
import styles from './mention-field.module.css';

const pauseMs = 150;

/** The request type whose form is filled in. */
export const RecordsOfType = createContext('');

export interface RecordPickerProps {
  readonly id: string;
  readonly recordSetId: string;
  readonly label: string;
  readonly required: boolean;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
  /** The outside id of what is chosen; empty for nothing. */
  readonly value: string;
  readonly onChange: (outsideId: string) => void;
}

/** A record of a set, found by its title or its id. Arrows choose, Enter takes, Escape leaves what was chosen; an emptied field names none. */
export function RecordPicker({ id, recordSetId, label, required, value, onChange, ...described }: RecordPickerProps) {
  const [client, queries] = [useClient(), useQueryClient()];
  const listId = useId();
  const of = { requestTypeId: useContext(RecordsOfType), recordSetId };
  /** Null while nothing is being looked for. */
  const [typed, setTyped] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [pause] = useState(() => afterPause<string>({ pauseMs, tell: setAsked, isKnown: (text) => text === '' }));
  useEffect(() => pause.stop, [pause]);
  const chosen = useQuery(chosenRecordQuery(client, of, value));
  const { data, error, isPlaceholderData } = useQuery(recordChoicesQuery(client, of, asked));
  // What was found for other letters is no offer for these.
  const isCurrent = typed !== null && asked === typed.trim() && data !== undefined && !isPlaceholderData;
  const offered: readonly RecordChoice[] = isCurrent ? data.items : [];
  const current = offered[Math.min(at, offered.length - 1)];

  const follow = (text: string) => {
    setTyped(text);
    setAt(0);
    pause.type(text.trim());
  };
  const leave = () => {
    pause.stop();
    setTyped(null);
  };
  const take = (record: RecordChoice) => {
    leave();
    // It is called what it was called when it was taken: nothing has to be asked for that.
    queries.setQueryData(chosenRecordQuery(client, of, record.outsideId).queryKey, record);
    onChange(record.outsideId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape' && typed !== null) {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (typed === null) follow(''); // Looking at all that can be chosen takes nothing away.
      else if (offered.length > 0) setAt((Math.min(at, offered.length - 1) + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    }
    // Enter takes what is offered; only where nothing is, it sends the form.
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && typed !== null) {
      event.preventDefault();
      if (current !== undefined) take(current);
    }
  };

  return (
    <div className={styles.field}>
      <input
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={offered.length > 0}
        aria-controls={listId}
        aria-required={required}
        aria-invalid={described['aria-invalid']}
        aria-describedby={[described['aria-describedby'], `${listId}-hint`].filter(Boolean).join(' ')}
        {...(current !== undefined && { 'aria-activedescendant': `${listId}-${offered.indexOf(current)}` })}
        value={typed ?? textOf(value, chosen.data?.title)}
        onChange={(event) => {
          follow(event.target.value);
          if (event.target.value.trim() === '') onChange('');
        }}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
      />
      <ul id={listId} role="listbox" aria-label={`${label}: what can be chosen`} className={styles.list} hidden={offered.length === 0}>
        {offered.map((record, index) => (
          // A press must not take the focus from the field.
          <li key={record.outsideId} id={`${listId}-${index}`} role="option" aria-selected={record === current} onMouseDown={(event) => event.preventDefault()} onClick={() => take(record)}>
            <span>{record.title ?? record.outsideId}</span>{record.title !== null && <span className={`${styles.unit} mono`}>{record.outsideId}</span>}
          </li>
        ))}
      </ul>
      <p id={`${listId}-hint`} className={styles.hint} role="status">
        {typed === null ? restingHint(value, chosen.data) : hintOf({ typed: typed.trim(), isCurrent, count: offered.length, more: data !== undefined && data.nextCursor !== null, error })}
      </p>
    </div>
  );
}

const textOf = (outsideId: string, title: string | null | undefined) => (title === null || title === undefined || title === outsideId ? outsideId : `${title} (${outsideId})`);

function restingHint(value: string, chosen: RecordChoice | null | undefined): string {
  if (value !== '' && chosen === null) return 'This record cannot be chosen any more: it is gone, or another one counts in its place.';
  return value === '' ? 'Type a part of its name or its id, or press the arrow down.' : 'Type to choose another one.';
}

function hintOf({ typed, isCurrent, count, more, error }: { readonly typed: string; readonly isCurrent: boolean; readonly count: number; readonly more: boolean; readonly error: unknown }): string {
  if (error !== null) return `Nothing can be offered right now: ${readFailure(error).sentence}`;
  if (!isCurrent) return 'Looking for records.';
  if (count === 0) return typed === '' ? 'No records are kept here yet. Whoever looks after connections has them read.' : `No record was found for “${typed}”.`;
  const found = more ? `The first ${choicesShown}: type more to find others.` : count === 1 ? 'One record.' : `${count} records.`;
  return `${found} Arrows choose, Enter takes, Escape leaves it as it was.`;
}
