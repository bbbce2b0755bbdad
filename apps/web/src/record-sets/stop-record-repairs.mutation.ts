import { stopRecordRepairs } from '@countersign/contracts/record-sets';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Stops repairing; what is repaired stays so. */
export function useStopRecordRepairs() {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<string>(
    (repairId, idempotencyKey) => client.call(stopRecordRepairs, { params: { repairId } }, { idempotencyKey }),
    () => announcer.say('Recorded: nothing more is repaired.'),
  );
}
