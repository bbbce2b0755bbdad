import { addNote } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import styles from './request-actions.module.css';

/** A remark for the ledger. One key for one text: sending the same again after a failure cannot note it twice. */
export function AddNoteForm({ sheet, onClose }: { readonly sheet: RequestSheet; readonly onClose: () => void }) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const id = useId();
  const [text, setText] = useState('');
  const [attempt, setAttempt] = useState({ text: '', key: crypto.randomUUID() as string });
  const { request } = sheet;
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ key, text: written }: { key: string; text: string }) => client.call(addNote, { params: { requestId: request.id }, body: { text: written } }, { idempotencyKey: key }),
    onSuccess: async () => {
      announcer.say(`Recorded: your note on request ${request.number}.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
  });
  const isEmpty = text.trim() === '';
  const send = () => {
    const key = text === attempt.text ? attempt.key : crypto.randomUUID();
    setAttempt({ text, key });
    mutate({ key, text });
  };
  return (
    <Dialog title={`Note on “${request.title}”`} onClose={onClose}>
      <p>Everybody who can see this request can read it, and it stays. It decides nothing and changes no version.</p>
      {error !== null && <Notice state="unsent" title="Not noted yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); if (!isPending && !isEmpty) send(); }}>
        <label htmlFor={id}>Note</label>
        <textarea id={id} value={text} maxLength={2000} required onChange={(event) => setText(event.target.value)} />
        <div className={styles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending || isEmpty}>{isPending ? 'Sending' : error === null ? 'Add the note' : 'Retry'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
