import { startConnectionGrant } from '@countersign/contracts/connections';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';

/** Begins to connect, and leaves for the other system. */
export function useStartConnectionGrant(connectionId: string) {
  const client = useClient();
  return useKeyedChange<null>(
    async (_nothing, idempotencyKey) => {
      const { authorizeUrl } = await client.call(startConnectionGrant, { params: { connectionId }, body: {} }, { idempotencyKey });
      window.location.assign(authorizeUrl);
    },
    () => undefined,
  );
}
