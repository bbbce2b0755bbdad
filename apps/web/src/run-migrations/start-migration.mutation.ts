import { startMigration, type MigrationView } from '@countersign/contracts/run-migrations';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Starts the plan as it is shown, for a reason. */
export function useStartMigration({ id: migrationId }: Pick<MigrationView, 'id'>) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<{ readonly planDigest: string; readonly reason: string }>(
    (body, idempotencyKey) => client.call(startMigration, { params: { migrationId }, body }, { idempotencyKey }),
    () => announcer.say('Recorded: requests are being moved.'),
  );
}
