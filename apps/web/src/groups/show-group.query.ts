import type { Client } from '@countersign/client';
import { showGroup } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws a group, with one page of who is in it. */
export const groupQuery = (client: Client, frames: FrameStore, groupId: string, { after, search }: { readonly after: string | undefined; readonly search: string | undefined }) =>
  queryOptions({
    queryKey: ['screen', 'group', groupId, after ?? null, search ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showGroup, { query: { groupId, ...(after !== undefined && { cursor: after }), ...(search !== undefined && { search }) } }, { signal })),
    // What is searched for changes whom one can add; the group stays where it is meanwhile.
    placeholderData: (before, query) => (query?.queryKey[2] === groupId ? before : undefined),
  });
