import { useEffect, useState } from 'react';
import styles from './ruled-lines.module.css';

export interface RuledLinesProps {
  /** How many lines the space is kept for: as many as were there last. */
  readonly lines: number;
  /** What is being read, for those who listen: "the inbox". */
  readonly of: string;
}

const patienceMs = 120;

/** Empty ruled lines while something is being read. They keep the height at once and are drawn after 120 ms only. */
export function RuledLines({ lines, of }: RuledLinesProps) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.lines} data-late={late} aria-busy="true">
      {late && <p className="spoken" role="status">Reading {of}</p>}
      {Array.from({ length: lines }, (_, line) => <div key={line} className={styles.line} aria-hidden="true"><span>{String(line + 1).padStart(2, '0')}</span></div>)}
    </div>
  );
}
