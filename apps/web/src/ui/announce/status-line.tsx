import { useSyncExternalStore } from 'react';
import { useAnnouncer } from './announcer.js';
import styles from './status-line.module.css';

/** What just happened, in one line of the margin: no toast that hides what one needs in order to retry. */
export function StatusLine() {
  const announcer = useAnnouncer();
  const sentence = useSyncExternalStore(announcer.subscribe, announcer.read);
  return <p role="status" className={styles.line} data-status-line data-empty={sentence === ''} title={sentence}>{sentence}</p>;
}
