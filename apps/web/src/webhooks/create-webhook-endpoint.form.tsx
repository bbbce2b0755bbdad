import { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { AddressFields, problemsOf, type Address } from './address-fields.js';
import { SecretShown } from './secret-shown.js';

/** Makes an endpoint, and shows its signing secret the only time that it can be seen. */
export function CreateWebhookEndpointForm({ onClose }: { readonly onClose: () => void }) {
  const [client, queries, attempt] = [useClient(), useQueryClient(), useAttempt()];
  const id = useId();
  const [draft, setDraft] = useState<Address>({ name: '', url: '' });
  const [isChecked, setChecked] = useState(false);
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: (body: Address) => client.call(createWebhookEndpoint, { body }, attempt(body)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['screen'] }),
  });
  const problems = isChecked ? problemsOf(draft) : {};
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    setChecked(true);
    const wrong = Object.keys(problemsOf(draft))[0];
    if (wrong === undefined) return mutate({ name: draft.name.trim(), url: draft.url.trim() });
    document.getElementById(`${id}-${wrong}`)?.focus();
  };
  if (data !== undefined) {
    return (
      <Dialog title="Created" onClose={onClose}>
        <SecretShown title={`${data.name} is created. Copy its secret now.`} secret={data.secret}>
          <p>It is shown only now. The receiver needs it to tell our webhooks from anybody else’s.</p>
        </SecretShown>
        <div className={sheetStyles.acts}><Button look="ink" onClick={onClose}>Done</Button></div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Create a webhook endpoint" onClose={onClose}>
      <form className={sheetStyles.form} noValidate onSubmit={send}>
        <AddressFields id={id} draft={draft} problems={problems} onChange={setDraft} />
        {error !== null && <Notice state="unsent" title="Not created yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
        <p className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : error === null ? 'Create the endpoint' : 'Retry'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}
