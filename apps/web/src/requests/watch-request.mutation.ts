import { watchRequest, type RequestView } from '@countersign/contracts/requests';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useAnnouncer } from '../ui/announce/announcer.js';

export interface Watching {
  readonly isPending: boolean;
  /** Why it could not be changed, in a sentence. */
  readonly failure: string | null;
  set(watching: boolean): void;
}

/** Begins or stops to watch a request. */
export function useWatch({ id, number }: Pick<RequestView, 'id' | 'number'>): Watching {
  const [client, queries, announcer] = [useClient(), useQueryClient(), useAnnouncer()];
  const attempt = useAttempt();
  const recorded = useRef(0);
  const { mutate, isPending, error } = useMutation({
    // Begun, stopped and begun again, each is an act of its own: the key holds for one press and what is sent again after it failed.
    mutationFn: (watching: boolean) => client.call(watchRequest, { params: { requestId: id }, body: { watching } }, attempt({ watching, recorded: recorded.current })),
    onSuccess: async ({ watching }) => {
      recorded.current += 1;
      announcer.say(watching ? `You are told of what happens to request ${number}.` : `You are told of request ${number} no more.`);
      await queries.invalidateQueries({ queryKey: ['screen'] });
    },
  });
  return { isPending, failure: error === null ? null : readFailure(error).sentence, set: (watching) => { if (!isPending) mutate(watching); } };
}
