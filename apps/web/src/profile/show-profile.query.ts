import type { Client } from '@countersign/client';
import { showProfile } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

export const profileKey = ['screen', 'profile'] as const;

/** The one request that draws the profile. */
export const profileQuery = (client: Client, frames: FrameStore) =>
  queryOptions({
    queryKey: profileKey,
    queryFn: async ({ signal }) => frames.take(await client.call(showProfile, {}, { signal })),
    refetchInterval: 60_000,
  });
