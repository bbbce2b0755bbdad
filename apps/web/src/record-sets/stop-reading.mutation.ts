import { stopReading } from '@countersign/contracts/record-sets';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Stops a reading; what was taken stays. */
export function useStopReading() {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<string>(
    (readingId, idempotencyKey) => client.call(stopReading, { params: { readingId } }, { idempotencyKey }),
    () => announcer.say('Recorded: the reading is stopped.'),
  );
}
