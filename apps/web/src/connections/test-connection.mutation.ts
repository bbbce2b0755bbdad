import { testConnection } from '@countersign/contracts/connections';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Has a connection tried, as it is saved. */
export function useTestConnection(connectionId: string) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<{ readonly path?: string; readonly to?: string }>(
    (body, idempotencyKey) => client.call(testConnection, { params: { connectionId }, body }, { idempotencyKey }),
    () => announcer.say('Recorded: it is being tried.'),
  );
}
