import { useSyncExternalStore } from 'react';
import styles from './line-state.module.css';

let offlineSince: Date | null = null;
const listeners = new Set<() => void>();

function watch(listener: () => void): () => void {
  const change = () => {
    offlineSince = navigator.onLine ? null : (offlineSince ?? new Date());
    for (const told of listeners) told();
  };
  listeners.add(listener);
  window.addEventListener('online', change);
  window.addEventListener('offline', change);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', change);
    window.removeEventListener('offline', change);
  };
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** While there is no network, since when, in the margin: nothing is covered, and what is on screen stays. */
export function LineState() {
  const since = useSyncExternalStore(watch, () => offlineSince);
  return <p role="status" className={styles.line} data-empty={since === null}>{since === null ? '' : `Working offline from ${clock.format(since)}. What you see is what was read last; what you sign or type is kept here. What is not loaded yet opens by itself once there is a network.`}</p>;
}
