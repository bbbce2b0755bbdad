import type { Client } from '@countersign/client';
import { showStart } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws the first run. */
export const startQuery = (client: Client, frames: FrameStore) =>
  queryOptions({ queryKey: ['screen', 'start'] as const, queryFn: async ({ signal }) => frames.take(await client.call(showStart, {}, { signal })) });
