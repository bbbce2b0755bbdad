import { addNote, editNote } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { MentionField } from './mention-field.js';
import { withoutTokens, withTokens } from '../platform/mentions/mention-text.js';
import styles from './request-actions.module.css';

export interface AddNoteFormProps {
  readonly sheet: RequestSheet;
  /** The note that is changed; a new one where there is none. */
  readonly noteId?: string;
  readonly onClose: () => void;
}

/** A remark for the ledger, or a change of one. One key for one text: sending the same again after a failure cannot note it twice. */
export function AddNoteForm({ sheet, noteId, onClose }: AddNoteFormProps) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const id = useId();
  const { request } = sheet;
  const [{ text, chosen }, setDraft] = useState(() => {
    const note = request.notes.find((candidate) => candidate.id === noteId);
    return withoutTokens(note?.text ?? '', note?.mentions ?? []);
  });
  const attempt = useAttempt();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (body: { readonly text: string }) => {
      const params = { requestId: request.id };
      await (noteId === undefined ? client.call(addNote, { params, body }, attempt(body)) : client.call(editNote, { params: { ...params, noteId }, body }, attempt(body)));
    },
    onSuccess: async () => {
      announcer.say(noteId === undefined ? `Recorded: your note on request ${request.number}.` : `Recorded: your note on request ${request.number} says something else now.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
  });
  const isEmpty = text.trim() === '';
  const act = noteId === undefined ? 'Add the note' : 'Change the note';
  return (
    <Dialog title={noteId === undefined ? `Note on “${request.title}”` : `Your note on “${request.title}”`} onClose={onClose}>
      <p>{noteId === undefined ? 'Everybody who can see this request can read it. You can change or remove it for five minutes; then it stays. It decides nothing and changes no version.' : 'That you changed it will be shown.'}</p>
      {error !== null && <Notice state="unsent" title={noteId === undefined ? 'Not noted yet' : 'Not changed'} role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); if (!isPending && !isEmpty) mutate({ text: withTokens(text, chosen) }); }}>
        <label htmlFor={id}>Note</label>
        <MentionField id={id} requestId={request.id} value={text} chosen={chosen} onChange={(value, people) => setDraft({ text: value, chosen: people })} />
        <div className={styles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending || isEmpty}>{isPending ? 'Sending' : error === null ? act : 'Retry'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
