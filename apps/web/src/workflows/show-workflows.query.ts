import type { Client } from '@countersign/client';
import { showWorkflows } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws the workflows. */
export const workflowsQuery = (client: Client, frames: FrameStore, after: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'workflows', after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWorkflows, { query: after === undefined ? {} : { cursor: after } }, { signal })),
  });
