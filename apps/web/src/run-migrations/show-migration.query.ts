import type { Client } from '@countersign/client';
import { migrationGroups, showMigration, type MigrationGroup } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

export interface MigrationSearch {
  readonly group?: MigrationGroup;
  readonly after?: string;
}

/** What stands in the address of a plan: which of its requests are shown, and from where on. */
export function readMigrationSearch(search: Record<string, unknown>): MigrationSearch {
  const group = migrationGroups.find((known) => known === search['group']);
  const after = search['after'];
  return { ...(group !== undefined && { group }), ...(typeof after === 'string' && after !== '' && { after }) };
}

const underWayMs = 1_000;

/** The one request that draws a plan. While it is worked out, or requests are moved, it is read again every second; what was shown stays meanwhile. */
export const migrationQuery = (client: Client, frames: FrameStore, migrationId: string, { group, after }: MigrationSearch) =>
  queryOptions({
    queryKey: ['screen', 'migration', migrationId, group ?? null, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showMigration, { query: { migrationId, ...(group !== undefined && { group }), ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: (before, query) => (query?.queryKey[2] === migrationId ? before : undefined),
    refetchInterval: ({ state: { data } }) => (data && (data.data.migration.state === 'planning' || data.data.migration.state === 'running') ? underWayMs : false),
  });
