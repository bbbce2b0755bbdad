import { resendWebhookDelivery, type WebhookDeliveryView } from '@countersign/contracts/webhooks';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { Dialog } from '../ui/dialog/dialog.js';
import { Notice } from '../ui/notice/notice.js';
import { sheetStyles } from '../ui/sheet/sheet.js';

/** Sends one delivery again; says before what that means to its receiver. */
export function ResendDelivery({ delivery: { id: deliveryId, event, requestNumber, state } }: { readonly delivery: WebhookDeliveryView }) {
  const [isAsking, setAsking] = useState(false);
  const [client, announcer] = [useClient(), useAnnouncer()];
  const { send, isPending, error, reset } = useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(resendWebhookDelivery, { params: { deliveryId } }, { idempotencyKey }),
    () => announcer.say('Recorded: it is sent again.'),
  );
  const close = () => {
    reset();
    setAsking(false);
  };
  return (
    <>
      <p className={sheetStyles.acts}><Button onClick={() => setAsking(true)}>Send it again…</Button></p>
      {isAsking && (
        <Dialog title={`Send ${event} for request ${requestNumber} again?`} onClose={close}>
          <p>{state === 'delivered' ? 'It has arrived already. It is sent with the same webhook-id and body: a receiver that honours ids ignores it.' : 'It is sent with the same webhook-id and body. Once it arrives, its effect has succeeded.'}</p>
          {error !== null && <Notice state="unsent" title="Not sent" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
          <div className={sheetStyles.acts}>
            <Button look="ink" aria-disabled={isPending} onClick={() => { if (!isPending) send(undefined, close); }}>{isPending ? 'Sending' : 'Send it again'}</Button>
            <Button onClick={close}>Leave it</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
