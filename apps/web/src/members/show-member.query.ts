import type { Client } from '@countersign/client';
import { showMember } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws a member. */
export const memberQuery = (client: Client, frames: FrameStore, memberId: string, managerSearch: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'member', memberId, managerSearch ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showMember, { query: { memberId, ...(managerSearch !== undefined && { managerSearch }) } }, { signal })),
    // What is searched for changes who can be chosen; the member stays where they are meanwhile.
    placeholderData: (before, query) => (query?.queryKey[2] === memberId ? before : undefined),
  });
