import { updateWebhookEndpoint, type WebhookEndpointView } from '@countersign/contracts/webhooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';
import { AddressFields, problemsOf, type Address } from './address-fields.js';

/** Changes what an endpoint is called, or where it is. */
export function UpdateWebhookEndpointForm({ endpoint, onClose }: { readonly endpoint: WebhookEndpointView; readonly onClose: () => void }) {
  const [client, queries, attempt, announcer] = [useClient(), useQueryClient(), useAttempt(), useAnnouncer()];
  const id = useId();
  const [draft, setDraft] = useState<Address>({ name: endpoint.name, url: endpoint.url });
  const [isChecked, setChecked] = useState(false);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (body: Address) => client.call(updateWebhookEndpoint, { params: { endpointId: endpoint.id }, body }, attempt(body)),
    onSuccess: async ({ name }) => {
      announcer.say(`Recorded: the endpoint ${name} is changed.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
      onClose();
    },
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
  return (
    <Dialog title={`Change ${endpoint.name}`} onClose={onClose}>
      <form className={sheetStyles.form} noValidate onSubmit={send}>
        <AddressFields id={id} draft={draft} problems={problems} onChange={setDraft} />
        <p className={sheetStyles.quiet}>What waits goes to the new address, too, signed with the same secrets. Decisions that somebody is looking at now show the old one: they have to be looked at again.</p>
        {error !== null && <Notice state="unsent" title="Not changed yet" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
        <p className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : 'Save the endpoint'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}
