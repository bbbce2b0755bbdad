import { removeNote } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import styles from './request-actions.module.css';

/** Takes away what one's own note says. It cannot be brought back, so it is asked first. */
export function RemoveNoteForm({ sheet, noteId, onClose }: { readonly sheet: RequestSheet; readonly noteId: string; readonly onClose: () => void }) {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const attempt = useAttempt();
  const { request } = sheet;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(removeNote, { params: { requestId: request.id, noteId } }, attempt({ noteId })),
    onSuccess: async () => {
      announcer.say(`Removed: your note on request ${request.number}.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
  });
  return (
    <Dialog title={`Remove your note on “${request.title}”?`} onClose={onClose}>
      <p>What it says is gone for good. That you wrote a note and removed it stays in the ledger.</p>
      {error !== null && <Notice state="unsent" title="Not removed" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <div className={styles.acts}>
        <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Removing' : error === null ? 'Remove the note' : 'Retry'}</Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
