import { finishConnectionGrant } from '@countersign/contracts/connections';
import type { InputOf } from '@countersign/contracts/platform';
import { useNavigate } from '@tanstack/react-router';
import { useClient } from '../platform/api/client-context.js';
import { useKeyedChange } from '../platform/api/use-keyed-change.js';

type Answer = InputOf<typeof finishConnectionGrant>['body'];

/** Hands in what the other system sent the browser back with, and goes to the connection, which shows what comes of it. */
export function useFinishConnectionGrant() {
  const [client, navigate] = [useClient(), useNavigate()];
  return useKeyedChange<Answer>(
    async (answer, idempotencyKey) => {
      const { connectionId } = await client.call(finishConnectionGrant, { body: answer }, { idempotencyKey });
      await navigate({ to: '/connections/$connectionId', params: { connectionId }, replace: true });
    },
    () => undefined,
  );
}
