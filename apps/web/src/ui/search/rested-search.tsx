import { useEffect, useRef, useState } from 'react';
import { TextField } from '../fields/field.js';
import { afterPause } from './after-pause.js';

const pauseMs = 150;

export interface RestedSearchProps {
  readonly id: string;
  readonly label: string;
  /** What is searched for now. */
  readonly search: string | undefined;
  /** Undefined where nothing is typed any more. */
  readonly onSearch: (wanted: string | undefined) => void;
}

/** Searches once the typing rests. */
export function RestedSearch({ id, label, search, onSearch }: RestedSearchProps) {
  const [text, setText] = useState(search ?? '');
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  const [pause] = useState(() => afterPause<string>({ pauseMs, tell: (wanted) => latest.current(wanted === '' ? undefined : wanted) }));
  useEffect(() => pause.stop, [pause]);
  return <TextField id={id} label={label} type="search" autoComplete="off" maxLength={100} value={text} onChange={(typed) => { setText(typed); pause.type(typed.trim()); }} />;
}
