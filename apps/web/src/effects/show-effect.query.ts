import type { Client } from '@countersign/client';
import { showEffect } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

const underWayMs = 2_000;

/** The one request that draws an effect. Until it is over, it is read again every other second. */
export const effectQuery = (client: Client, frames: FrameStore, effectId: string) =>
  queryOptions({
    queryKey: ['screen', 'effect', effectId] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showEffect, { query: { effectId } }, { signal })),
    refetchInterval: ({ state: { data } }) => (data && (data.data.effect.state === 'wanted' || data.data.effect.state === 'running') ? underWayMs : false),
  });
