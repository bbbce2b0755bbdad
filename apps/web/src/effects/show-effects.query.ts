import type { Client } from '@countersign/client';
import type { EffectGroup } from '@countersign/contracts/effects';
import { showEffects } from '@countersign/contracts/screens';
import { queryOptions } from '@tanstack/react-query';
import { effectGroups } from '../platform/effects/effect-states.js';
import type { FrameStore } from '../platform/screens/frame-store.js';

export interface EffectsSearch {
  readonly group?: EffectGroup;
  readonly connection?: string;
  readonly after?: string;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** What stands in the address of the effects: which group, through which connection, and from where on. */
export function readEffectsSearch(search: Record<string, unknown>): EffectsSearch {
  const group = effectGroups.find(({ id }) => id === search['group'])?.id;
  const [connection, after] = [text(search['connection']), text(search['after'])];
  return { ...(group !== undefined && { group }), ...(connection !== undefined && { connection }), ...(after !== undefined && { after }) };
}

const underWayMs = 5_000;

/** The one request that draws the effects. Those under way are read again every few seconds; what was shown stays meanwhile. */
export const effectsQuery = (client: Client, frames: FrameStore, { group, connection, after }: EffectsSearch) =>
  queryOptions({
    queryKey: ['screen', 'effects', group ?? null, connection ?? null, after ?? null] as const,
    queryFn: async ({ signal }) => frames.take(await client.call(showEffects, { query: { ...(group !== undefined && { group }), ...(connection !== undefined && { connectionId: connection }), ...(after !== undefined && { cursor: after }) } }, { signal })),
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => (data && data.data.counts.under_way > 0 ? underWayMs : false),
  });
