import { planMigration } from '@countersign/contracts/run-migrations';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from '../platform/api/client-context.js';

/** Asks for a plan and goes to it. The same ask again, after it failed, is the same act. */
export function usePlanMigration(workflowId: string) {
  const [client, navigate] = [useClient(), useNavigate()];
  const [key, setKey] = useState(() => crypto.randomUUID() as string);
  return useMutation({
    mutationFn: (version: number) => client.call(planMigration, { params: { workflowId, version: String(version) } }, { idempotencyKey: key }),
    onSuccess: async ({ id }) => {
      setKey(crypto.randomUUID());
      await navigate({ to: '/migrations/$migrationId', params: { migrationId: id }, search: {} });
    },
  });
}
