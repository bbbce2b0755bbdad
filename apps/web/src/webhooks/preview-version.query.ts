import type { Client } from '@countersign/client';
import type { ApiVersion } from '@countersign/contracts/platform';
import { previewEndpointVersion } from '@countersign/contracts/webhooks';
import { queryOptions } from '@tanstack/react-query';

/** What an endpoint would be sent in another version. */
export const versionPreviewQuery = (client: Client, endpointId: string, version: ApiVersion) =>
  queryOptions({
    queryKey: ['preview', 'endpoint-version', endpointId, version] as const,
    queryFn: ({ signal }) => client.call(previewEndpointVersion, { params: { endpointId }, query: { version } }, { signal }),
    gcTime: 0,
    retry: false,
  });
