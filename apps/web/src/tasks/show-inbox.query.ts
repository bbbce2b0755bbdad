import type { Client } from '@countersign/client';
import { showInbox, type RequestScreen } from '@countersign/contracts/screens';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';
import { requestKey } from '../requests/show-request.query.js';

export const inboxKey = ['screen', 'inbox'] as const;

/** The one request that draws the inbox. The first row's sheet comes with it and is put where the sheet looks for it. */
export const inboxQuery = (client: Client, frames: FrameStore, queries: QueryClient) =>
  queryOptions({
    queryKey: inboxKey,
    queryFn: async ({ signal }) => {
      const screen = frames.take(await client.call(showInbox, {}, { signal }));
      const { first } = screen.data;
      if (first !== null) {
        const sheet: RequestScreen = { asOf: screen.asOf, me: screen.me, tenant: screen.tenant, nav: screen.nav, data: first };
        // A sheet that was read later is not overwritten by one that is older.
        queries.setQueryData<RequestScreen>(requestKey(first.request.id), (known) => (known !== undefined && known.asOf > sheet.asOf ? known : sheet));
      }
      return screen;
    },
    refetchInterval: 30_000,
  });
