import type { Client } from '@countersign/client';
import { previewWebhookReplay } from '@countersign/contracts/webhooks';
import { queryOptions } from '@tanstack/react-query';

export interface ReplayWish {
  readonly only: 'all' | 'failed';
  /** Null: from the first delivery on. */
  readonly since: string | null;
}

/** What a replay would send, as of now. */
export const replayPreviewQuery = (client: Client, endpointId: string, { only, since }: ReplayWish) =>
  queryOptions({
    queryKey: ['preview', 'webhook-replay', endpointId, only, since] as const,
    queryFn: ({ signal }) => client.call(previewWebhookReplay, { params: { endpointId }, query: { only, ...(since !== null && { since }) } }, { signal }),
    gcTime: 0,
    retry: false,
  });
