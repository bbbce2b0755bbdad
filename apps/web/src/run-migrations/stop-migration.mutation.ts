import { stopMigration, type MigrationView } from '@countersign/contracts/run-migrations';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Stops: what is moved by then stays moved. */
export function useStopMigration({ id: migrationId }: Pick<MigrationView, 'id'>) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(stopMigration, { params: { migrationId } }, { idempotencyKey }),
    () => announcer.say('Recorded: moving is stopped.'),
  );
}
