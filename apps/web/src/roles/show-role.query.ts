import type { Client } from '@countersign/client';
import { showRole } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** The one request that draws a role, or the sheet for a new one. */
export const roleQuery = (client: Client, frames: FrameStore, roleId: string | null) =>
  queryOptions({
    queryKey: ['screen', 'role', roleId] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showRole, { query: roleId === null ? {} : { roleId } }, { signal })),
    // What somebody is filling in does not change under their hands.
    refetchOnWindowFocus: false,
  });
