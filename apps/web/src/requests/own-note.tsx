import type { RequestSheet, TimelineRow } from '@countersign/contracts/screens';
import { lazy, Suspense, useEffect, useState } from 'react';
import { loadPart } from '../platform/screens/load-part.js';
import { Button } from '../ui/button/button.js';
import styles from './request-ledger.module.css';

const AddNoteForm = lazy(async () => ({ default: (await loadPart(() => import('./add-note.form.js'))).AddNoteForm }));
const RemoveNoteForm = lazy(async () => ({ default: (await loadPart(() => import('./remove-note.form.js'))).RemoveNoteForm }));

/** What one may still do about one's own note, for as long as one may. */
export function OwnNote({ sheet, written }: { readonly sheet: RequestSheet; readonly written: NonNullable<TimelineRow['written']> }) {
  const [shows, setShows] = useState<'edit' | 'remove' | null>(null);
  const [isOver, setOver] = useState(false);
  const { noteId, changeableUntil } = written;
  // The clock: what can be done no more is offered no more. A form that is open stays; the server has the last word.
  useEffect(() => {
    if (changeableUntil === null) return;
    const timer = setTimeout(() => setOver(true), Math.max(0, Date.parse(changeableUntil) - Date.now()));
    return () => clearTimeout(timer);
  }, [changeableUntil]);
  if (changeableUntil === null || (isOver && shows === null)) return null;
  return (
    <span className={styles.own}>
      <Button look="bare" onClick={() => setShows('edit')}>Edit<span className="spoken"> your note</span></Button>
      <Button look="bare" onClick={() => setShows('remove')}>Remove<span className="spoken"> your note</span></Button>
      <Suspense>
        {shows === 'edit' && <AddNoteForm sheet={sheet} noteId={noteId} onClose={() => setShows(null)} />}
        {shows === 'remove' && <RemoveNoteForm sheet={sheet} noteId={noteId} onClose={() => setShows(null)} />}
      </Suspense>
    </span>
  );
}
