import type { Client } from '@countersign/client';
import { showWorkflow } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

/** What stands in the address of a workflow: which of its versions is shown; nothing for the live one. */
export function readWorkflowSearch(search: Record<string, unknown>): { readonly version?: string } {
  const version = String(search['version'] ?? '');
  return /^[1-9]\d{0,5}$/.test(version) ? { version } : {};
}

/** The one request that draws a workflow in one of its versions. While another version is read, the one before stays. */
export const workflowQuery = (client: Client, frames: FrameStore, workflowId: string, version: string | undefined) =>
  queryOptions({
    queryKey: ['screen', 'workflow', workflowId, version ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showWorkflow, { query: { workflowId, ...(version !== undefined && { version }) } }, { signal })),
    placeholderData: (before, query) => (query?.queryKey[2] === workflowId ? before : undefined),
  });
