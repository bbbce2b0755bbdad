import type { Client } from '@countersign/client';
import { showMember } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws a member. */
export const memberQuery = (client: Client, frames: FrameStore, memberId: string) =>
  queryOptions({ queryKey: ['screen', 'member', memberId] as const, queryFn: async ({ signal }) => frames.take(await client.call(showMember, { query: { memberId } }, { signal })) });
