import { resumeMigration, type MigrationView } from '@countersign/contracts/run-migrations';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Goes on with what is left. */
export function useResumeMigration({ id: migrationId }: Pick<MigrationView, 'id'>) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<void>(
    (_nothing, idempotencyKey) => client.call(resumeMigration, { params: { migrationId } }, { idempotencyKey }),
    () => announcer.say('Recorded: moving goes on.'),
  );
}
