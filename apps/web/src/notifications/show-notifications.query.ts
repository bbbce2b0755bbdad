import type { Client } from '@countersign/client';
import { showNotifications, type NotificationsScreen } from '@countersign/contracts/screens';
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';

export const notificationsKey = ['screen', 'notifications'] as const;

/** The one request that draws what one was told, and a further one for each further page. */
export const notificationsQuery = (client: Client, frames: FrameStore) =>
  infiniteQueryOptions({
    queryKey: notificationsKey,
    queryFn: async ({ signal, pageParam }): Promise<NotificationsScreen> => frames.take(await client.call(showNotifications, { query: pageParam === null ? {} : { cursor: pageParam } }, { signal })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data }) => data.nextCursor,
  });
