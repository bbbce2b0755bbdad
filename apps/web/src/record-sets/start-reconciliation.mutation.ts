import { startReconciliation } from '@countersign/contracts/record-sets';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Has both sides compared, and leads to what is found. */
export function useStartReconciliation(recordSetId: string) {
  const [client, announcer, navigate] = [useClient(), useAnnouncer(), useNavigate()];
  return useKeyedChange<null>(
    async (_nothing, idempotencyKey) => {
      const { id } = await client.call(startReconciliation, { params: { recordSetId } }, { idempotencyKey });
      await navigate({ to: '/reconciliations/$readingId', params: { readingId: id }, search: {} });
    },
    () => announcer.say('Recorded: both sides are being compared.'),
  );
}
