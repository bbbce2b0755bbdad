import { startReading } from '@countersign/contracts/record-sets';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Has a record set read as it is saved. */
export function useStartReading(recordSetId: string) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<null>(
    (_nothing, idempotencyKey) => client.call(startReading, { params: { recordSetId } }, { idempotencyKey }),
    () => announcer.say('Recorded: the records are being read.'),
  );
}
