import { revokeApiKey, type ApiKeyView } from '@countersign/contracts/api-keys';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Says what revoking does before it is done: it cannot be taken back. */
export function RevokeApiKeyForm({ apiKey: { id, name, member }, isOfAnother, onClose }: { readonly apiKey: ApiKeyView; readonly isOfAnother: boolean; readonly onClose: () => void }) {
  const [client, queries, announcer, attempt] = [useClient(), useQueryClient(), useAnnouncer(), useAttempt()];
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(revokeApiKey, { params: { apiKeyId: id } }, attempt(id)),
    onSuccess: async () => {
      onClose();
      announcer.say(`Recorded: ${name} is revoked.`);
      await queries.invalidateQueries({ queryKey: ['screen', 'api-keys'] });
    },
  });
  return (
    <Dialog title={`Revoke ${name}?`} onClose={onClose}>
      <p>From then on, whatever shows it is refused. {isOfAnother ? `${member.name} stays a member, and can make another.` : 'You can make another; this one cannot be brought back.'}</p>
      {error !== null && <Notice state="unsent" title="Not revoked yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      <div className={sheetStyles.acts}>
        <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) mutate(); }}>{isPending ? 'Sending' : 'Revoke the key'}</Button>
        <Button onClick={onClose}>Keep it</Button>
      </div>
    </Dialog>
  );
}
