import { startAuditStream, type AuditStreamView, type streamStarts } from '@countersign/contracts/audit';
import type { WebhookEndpointView } from '@countersign/contracts/webhooks';
import { useId, useState, type FormEvent } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { SelectField } from '../ui/fields/field.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

type From = (typeof streamStarts)[number];

interface StartAuditStreamProps {
  readonly endpoint: WebhookEndpointView;
  readonly last: AuditStreamView | null;
  readonly onClose: () => void;
}

/** Says what goes out, and from which entry on. */
export function StartAuditStreamForm({ endpoint, last, onClose }: StartAuditStreamProps) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  const id = useId();
  const [from, setFrom] = useState<From>(last === null ? 'now' : 'last_stream');
  const choices: readonly { readonly id: From; readonly name: string }[] = [
    ...(last === null ? [] : [{ id: 'last_stream' as const, name: `where it stopped: from entry number ${last.nextIndex + 1}` }]),
    { id: 'now', name: 'what comes from now on' },
    { id: 'first', name: 'the first entry, so everything' },
  ];
  const { send, isPending, error } = useKeyedChange<From>(
    (chosen, idempotencyKey) => client.call(startAuditStream, { body: { endpointId: endpoint.id, from: chosen } }, { idempotencyKey }),
    () => announcer.say('Recorded: the audit is sent on.'),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) send(from, onClose);
  };
  return (
    <Dialog title={`Send the audit to ${endpoint.name}`} onClose={onClose}>
      <form className={sheetStyles.form} onSubmit={submit}>
        <p>Whoever reads what arrives at {endpoint.url} reads the whole audit of this company: who did what, when and why. Each call is signed, and carries its entries in their order.</p>
        <SelectField id={`${id}-from`} label="Begin with" value={from} options={choices} onChange={(value) => setFrom(value as From)} />
        {error !== null && <Notice state="unsent" title="Not begun" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
        <p className={sheetStyles.acts}>
          <Button type="submit" look="ink" aria-disabled={isPending}>{isPending ? 'Sending' : 'Send it'}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </p>
      </form>
    </Dialog>
  );
}
