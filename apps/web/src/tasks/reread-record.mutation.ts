import { rereadRecord } from '@countersign/contracts/tasks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

/** Has the record read anew that a task is signed by. */
export function useReread(taskId: string): { readonly isPending: boolean; readonly failure: string | null; reread(): void } {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const attempt = useAttempt();
  const asked = useRef(0);
  const { mutate, isPending, error } = useMutation({
    // Each press is an act of its own: the key holds for one, and for what is sent again after it failed.
    mutationFn: () => client.call(rereadRecord, { params: { taskId }, body: {} }, attempt({ taskId, asked: asked.current })),
    onSuccess: async () => {
      asked.current += 1;
      announcer.say('It is being read anew.');
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  return { isPending, failure: error === null ? null : readFailure(error).sentence, reread: () => { if (!isPending) mutate(); } };
}
