import { useEffect, useSyncExternalStore } from 'react';
import { useAnnouncer } from './announcer.js';
import styles from './status-line.module.css';

/** What just happened, in one line of the margin: no toast that hides what one needs in order to retry. */
export function StatusLine() {
  const announcer = useAnnouncer();
  const sentence = useSyncExternalStore(announcer.subscribe, announcer.read);
  // After the press itself: what moves up as the line goes must not be what the pointer meant.
  useEffect(() => {
    for (const act of ['click', 'keyup'] as const) window.addEventListener(act, announcer.goOn);
    return () => {
      for (const act of ['click', 'keyup'] as const) window.removeEventListener(act, announcer.goOn);
    };
  }, [announcer]);
  return <p role="status" className={styles.line} data-status-line data-empty={sentence === ''} title={sentence}>{sentence}</p>;
}
