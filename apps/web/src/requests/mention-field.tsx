import { findReaders } from '@countersign/contracts/requests';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { afterPause } from '../ui/search/after-pause.js';
import { choose, labelFor, mentionAt, type Chosen, type Mentionable } from '../platform/mentions/mention-text.js';
import styles from './mention-field.module.css';

const pauseMs = 150;
const freshMs = 60_000;

export interface MentionFieldProps {
  readonly id: string;
  readonly requestId: string;
  readonly value: string;
  readonly chosen: Chosen;
  readonly onChange: (value: string, chosen: Chosen) => void;
}

/** A text in which `@` and the beginning of a name offers who may see the request. Arrows choose, Enter or Tab takes, Escape goes on typing. */
export function MentionField({ id, requestId, value, chosen, onChange }: MentionFieldProps) {
  const client = useClient();
  const listId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const caretNext = useRef<number | null>(null);
  const [typing, setTyping] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [pause] = useState(() => afterPause<string>({ pauseMs, tell: setAsked }));
  useEffect(() => pause.stop, [pause]);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['readers', requestId, asked],
    queryFn: async ({ signal }) => (await client.call(findReaders, { params: { requestId }, query: { search: asked ?? '' } }, { signal })).items,
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });
  // What was found for other letters is no offer for these.
  const isCurrent = typing !== null && asked === typing && data !== undefined && !isPlaceholderData;
  const offered: readonly Mentionable[] = isCurrent ? data : [];
  const current = offered[Math.min(at, offered.length - 1)];

  useEffect(() => {
    if (caretNext.current === null) return;
    field.current?.setSelectionRange(caretNext.current, caretNext.current);
    caretNext.current = null;
  }, [value]);
  const follow = (text: string, caret: number) => {
    const query = mentionAt(text, caret);
    setTyping(query);
    setAt(0);
    if (query === null) pause.stop();
    else pause.type(query);
  };
  const take = (person: Mentionable) => {
    const caret = field.current?.selectionStart ?? value.length;
    const label = labelFor(person, chosen);
    const next = choose(value, caret, label);
    caretNext.current = next.caret;
    setTyping(null);
    pause.stop();
    onChange(next.text, new Map([...chosen, [label, person.memberId]]));
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (typing === null || event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      setTyping(null);
    }
    if (current === undefined) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((Math.min(at, offered.length - 1) + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault();
      take(current);
    }
  };

  return (
    <div className={styles.field}>
      <textarea
        ref={field}
        id={id}
        value={value}
        maxLength={2000}
        required
        aria-autocomplete="list"
        aria-controls={listId}
        aria-describedby={`${listId}-hint`}
        {...(current !== undefined && { 'aria-activedescendant': `${listId}-${current.memberId}` })}
        onChange={(event) => { onChange(event.target.value, chosen); follow(event.target.value, event.target.selectionStart); }}
        onKeyDown={onKeyDown}
        onBlur={() => setTyping(null)}
      />
      <ul id={listId} role="listbox" aria-label="Who can be mentioned" className={styles.list} hidden={offered.length === 0}>
        {offered.map((person) => (
          // A press must not take the focus from the text.
          <li key={person.memberId} id={`${listId}-${person.memberId}`} role="option" aria-selected={person === current} onMouseDown={(event) => event.preventDefault()} onClick={() => take(person)}>
            <span>{person.name}</span>{person.unit !== null && <span className={styles.unit}>{person.unit}</span>}
          </li>
        ))}
      </ul>
      <p id={`${listId}-hint`} className={styles.hint} role="status">{hintOf(typing, isCurrent, offered.length, error)}</p>
    </div>
  );
}

function hintOf(typing: string | null, isCurrent: boolean, count: number, error: unknown): string {
  if (typing === null) return 'Type @ and a name to mention somebody. They are told.';
  if (error !== null) return `Nobody can be offered right now: ${readFailure(error).sentence}`;
  if (!isCurrent) return 'Looking for who may see this request.';
  if (count === 0) return 'Nobody of that name may see this request.';
  return `${count === 1 ? 'One person' : `${count} people`} of that name. Arrows choose, Enter takes, Escape goes on.`;
}
