import { useEffect, useId, useRef, useState } from 'react';
import { afterPause } from '../ui/search/after-pause.js';
import styles from './audit.module.css';

const pauseMs = 150;

/** The number of a request, as a word of the sentence; empty for any subject. */
export function RequestNumber({ value, onChange }: { readonly value: string; readonly onChange: (number: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  const [pause] = useState(() => afterPause<string>({ pauseMs, tell: (number) => latest.current(number) }));
  useEffect(() => pause.stop, [pause]);
  const change = (text: string) => {
    const number = text.replaceAll(/\D/g, '').replace(/^0+/, '').slice(0, 15);
    setTyped(number);
    pause.type(number);
  };
  const shown = typed ?? value;
  return (
    <span className={styles.number}>
      <label htmlFor={id}>request</label>
      <input id={id} inputMode="numeric" size={6} placeholder="any" value={shown} autoComplete="off" onChange={(event) => change(event.target.value)} onKeyDown={(event) => { if (event.key === 'Enter') pause.settle(); }} />
    </span>
  );
}
