import { endOlderSecrets, type WebhookEndpointView } from '@countersign/contracts/webhooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Ends what was to go on for a time: for whoever learns that somebody has an old secret who should not. */
export function EndOlderSecretsForm({ endpoint, count, onClose }: { readonly endpoint: WebhookEndpointView; readonly count: number; readonly onClose: () => void }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(endOlderSecrets, { params: { endpointId: endpoint.id } }, attempt({ end: endpoint.id })),
    onSuccess: async () => {
      announcer.say(`Recorded: only the newest secret of ${endpoint.name} is valid.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
  });
  return (
    <Dialog title={count === 1 ? 'End the old secret now?' : `End ${count} old secrets now?`} onClose={onClose}>
      <p>Webhooks are signed with the newest one only from then on. A receiver that does not know it yet refuses them, and they are tried again. This cannot be undone.</p>
      {error !== null && <Notice state="unsent" title="Nothing was changed" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <div className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Sending' : count === 1 ? 'End it now' : 'End them now'}</Button>
        <Button onClick={onClose}>Leave it as it is</Button>
      </div>
    </Dialog>
  );
}
