import { updateConnection, type ConnectionView } from '@countersign/contracts/connections';
import { useClient } from '../api/client-context.js';
import { useKeyedChange } from '../api/use-keyed-change.js';
import { useAnnouncer } from '../../ui/announce/announcer.js';

/** Holds back what goes through a connection, or lets it go on; everything else of it stays as it is saved. */
export function usePauseConnection({ id: connectionId, name, kind, mail, chat, baseUrl, auth, idempotency, lookUpPath, order, limits, replySchema, onDrift, revision }: ConnectionView) {
  const [client, announcer] = [useClient(), useAnnouncer()];
  return useKeyedChange<boolean>(
    async (paused, idempotencyKey) => {
      const body = { name, ...(kind && { kind }), ...(mail && { mail }), ...(chat && { chat }), baseUrl, auth, idempotency, lookUpPath, order, limits, replySchema, onDrift, paused, revision };
      await client.call(updateConnection, { params: { connectionId }, body }, { idempotencyKey });
      announcer.say(paused ? `Recorded: nothing is sent to ${name} until somebody lets it go on.` : `Recorded: what waits is sent to ${name}.`);
    },
    () => undefined,
  );
}
