import type { Client } from '@countersign/client';
import { findSigners } from '@countersign/contracts/tasks';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';

const freshMs = 60_000;

/** Who may decide a task, by the beginning of a name. Forgotten with the dialog that asked: the next one asks who is asked by then. */
export const signersQuery = (client: Client, taskId: string, search: string | undefined) =>
  queryOptions({
    queryKey: ['signers', taskId, search ?? ''] as const,
    queryFn: ({ signal }) => client.call(findSigners, { params: { taskId }, query: search === undefined ? {} : { search } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: freshMs,
    gcTime: 0,
  });
