import type { Client } from '@countersign/client';
import { showSubmit } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws the submit screen, with the form of one request type or the choice among them. */
export const submitQuery = (client: Client, frames: FrameStore, requestTypeId: string | undefined, relatedRequestId: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'submit', requestTypeId ?? null, relatedRequestId ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showSubmit, { query: { ...(requestTypeId !== undefined && { requestTypeId }), ...(relatedRequestId !== undefined && { relatedRequestId }) } }, { signal })),
    staleTime: 60_000,
    // A form does not change under the hands of the person who fills it in.
    refetchOnWindowFocus: false,
  });
