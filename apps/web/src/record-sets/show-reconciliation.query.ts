import type { Client } from '@countersign/client';
import type { FindingKind } from '@countersign/contracts/record-sets';
import { showReconciliation } from '@countersign/contracts/screens';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

const underWayMs = 1_000;

export interface ReconciliationWanted {
  readonly readingId: string;
  readonly kind?: FindingKind | undefined;
  readonly after?: string | undefined;
}

/** The one request that draws a comparison. While it is under way, or something is being repaired, it is read again every second. */
export const reconciliationQuery = (client: Client, frames: FrameStore, { readingId, kind, after }: ReconciliationWanted) =>
  queryOptions({
    queryKey: ['screen', 'reconciliation', readingId, kind ?? null, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showReconciliation, { query: { readingId, ...(kind !== undefined && { kind }), ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.data.reading.state === 'running' || data?.data.repairs?.state === 'running' ? underWayMs : false),
  });
