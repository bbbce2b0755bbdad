import type { Client } from '@countersign/client';
import { showRecordSet } from '@countersign/contracts/screens';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

const underWayMs = 1_000;

export interface RecordSetWanted {
  /** Null for a new one. */
  readonly recordSetId: string | null;
  readonly search?: string | undefined;
  readonly after?: string | undefined;
  readonly record?: string | undefined;
}

/** The one request that draws a record set, or the sheet for a new one. While it is being read, it is read again every second; while another search is read, what was found last stays. */
export const recordSetQuery = (client: Client, frames: FrameStore, { recordSetId, search, after, record }: RecordSetWanted) =>
  queryOptions({
    queryKey: ['screen', 'record-set', recordSetId, search ?? null, after ?? null, record ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showRecordSet, { query: { ...(recordSetId !== null && { recordSetId }), ...(search !== undefined && { search }), ...(after !== undefined && { cursor: after }), ...(record !== undefined && { outsideId: record }) } }, { signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.data.reading?.state === 'running' || data?.data.reconciliation?.state === 'running' ? underWayMs : false),
  });
