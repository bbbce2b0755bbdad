import type { Client } from '@countersign/client';
import { showEffects } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { EffectsSearch } from '../platform/effects/effects-search.js';
import type { FrameStore } from '../platform/screens/frame-store.js';

const underWayMs = 5_000;

/** The one request that draws the effects. Those under way are read again every few seconds; what was shown stays meanwhile. */
export const effectsQuery = (client: Client, frames: FrameStore, { group, connection, after }: EffectsSearch) =>
  queryOptions({
    queryKey: ['screen', 'effects', group ?? null, connection ?? null, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showEffects, { query: { ...(group !== undefined && { group }), ...(connection !== undefined && { connectionId: connection }), ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => (data && data.data.counts.under_way > 0 ? underWayMs : false),
  });
