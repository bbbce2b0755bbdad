import { keepOldHoursDefault, rotateWebhookSecret, type WebhookEndpointView } from '@countersign/contracts/webhooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { SelectField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { When } from '../ui/time/when.js';
import { SecretShown } from './secret-shown.js';

const choices = [
  { id: '0', name: 'ends at once' },
  { id: '1', name: 'stays valid for 1 hour' },
  { id: '24', name: 'stays valid for 24 hours' },
  { id: '72', name: 'stays valid for 3 days' },
  { id: '168', name: 'stays valid for 7 days' },
];

/** Makes a new signing secret and shows it once; the old one goes on for as long as receivers need to change over. */
export function RotateWebhookSecretForm({ endpoint, onClose }: { readonly endpoint: WebhookEndpointView; readonly onClose: () => void }) {
  const [client, queries, attempt] = [useClient(), useQueryClient(), useAttempt()];
  const id = useId();
  const [hours, setHours] = useState(String(keepOldHoursDefault));
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (body: { readonly keepOldHours: number }) => client.call(rotateWebhookSecret, { params: { endpointId: endpoint.id }, body }, attempt(body)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['screen'] }),
  });
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate({ keepOldHours: Number(hours) });
  };
  if (data !== undefined) {
    return (
      <Dialog title="A new signing secret" onClose={onClose}>
        <SecretShown title="Webhooks are signed with it from now on. Copy it now." secret={data.secret}>
          <p>It is shown only now. {data.oldValidUntil === data.createdAt ? 'The old one has ended: receivers refuse our webhooks until they know this one.' : <>Until <When at={data.oldValidUntil} /> every webhook is signed with the old one, too.</>}</p>
        </SecretShown>
        <div className={sheetStyles.acts}><Button look="ink" onClick={onClose}>Done</Button></div>
      </Dialog>
    );
  }
  return (
    <Dialog title={`A new signing secret for ${endpoint.name}`} onClose={onClose}>
      <form className={sheetStyles.form} onSubmit={send}>
        <p>While both are valid, every webhook is signed with both, and a receiver that knows either accepts it.</p>
        <SelectField id={id} label="The old secret" value={hours} options={choices} hint="End it at once only if somebody has it who should not." onChange={setHours} />
        {error !== null && <Notice state="unsent" title="Nothing was changed" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
        <p className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : 'Make a new secret'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}
