import { withdrawRequest } from '@countersign/contracts/requests';
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

/** Says what a withdrawal does before it is done. The key is made when the dialog opens, so trying again is safe. */
export function WithdrawRequestForm({ sheet, onClose }: { readonly sheet: RequestSheet; readonly onClose: () => void }) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const id = useId();
  const [reason, setReason] = useState('');
  // One key for one body: a changed reason is another withdrawal to the server.
  const [attempt, setAttempt] = useState({ reason: '', key: crypto.randomUUID() as string });
  const { request } = sheet;
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ key, text }: { key: string; text: string }) => client.call(withdrawRequest, { params: { requestId: request.id }, body: text === '' ? {} : { reason: text } }, { idempotencyKey: key }),
    onSuccess: async (reply) => {
      announcer.say(`Recorded: request ${reply.number} is withdrawn.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
  });
  const send = () => {
    const text = reason.trim();
    const key = text === attempt.reason ? attempt.key : crypto.randomUUID();
    setAttempt({ reason: text, key });
    mutate({ key, text });
  };
  return (
    <Dialog title={`Withdraw “${request.title}”?`} onClose={onClose}>
      <p>The request ends here and nobody is asked to decide on it any more. Its ledger stays, with your withdrawal as an entry. To ask again, you submit a new request.</p>
      {error !== null && <Notice state="unsent" title="Not withdrawn yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <form className={styles.form} onSubmit={(event) => { event.preventDefault(); if (!isPending) send(); }}>
        <label htmlFor={id}>Reason (may be left empty)</label>
        <textarea id={id} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        <div className={styles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : error === null ? 'Withdraw the request' : 'Retry'}</Button>
          <Button onClick={onClose}>Keep it</Button>
        </div>
      </form>
    </Dialog>
  );
}
