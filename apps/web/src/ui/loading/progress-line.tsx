import { useEffect, useState } from 'react';
import styles from './progress-line.module.css';

const patienceMs = 300;

/** A thin line at the upper edge once something that was asked for takes longer than 300 ms. Where nothing may move, it stands still. */
export function ProgressLine({ isBusy, label }: { readonly isBusy: boolean; readonly label: string }) {
  return isBusy ? <Late label={label} /> : null;
}

function Late({ label }: { readonly label: string }) {
  const [isLate, setLate] = useState(false);
  // The clock.
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? <div role="progressbar" aria-label={label} className={styles.line} /> : null;
}
