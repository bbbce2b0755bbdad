import type { Client } from '@countersign/client';
import { showInbox, type InboxScreen, type RequestScreen } from '@countersign/contracts/screens';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import type { LiveUpdates } from '../platform/live/live-updates.js';
import type { FrameStore } from '../platform/screens/frame-store.js';
import { requestKey } from '../requests/show-request.query.js';

const toldMs = 120_000;
const untoldMs = 30_000;

export const inboxKey = ['screen', 'inbox'] as const;

/** Until a row is in another group by time alone, by the server's clock. Not sooner than a second: two clocks differ in how they pass. */
const regroupMs = ({ asOf, data: { holdsUntil } }: InboxScreen) => Math.max(1_000, Date.parse(holdsUntil) - Date.parse(asOf));

/** The one request that draws the inbox. The first row's sheet comes with it and is put where the sheet looks for it. */
export const inboxQuery = (client: Client, frames: FrameStore, queries: QueryClient, live: Pick<LiveUpdates, 'isConnected'>) =>
  queryOptions({
    queryKey: inboxKey,
    queryFn: async ({ signal }) => {
      const screen = frames.take(await client.call(showInbox, {}, { signal }));
      const { first } = screen.data;
      if (first !== null) {
        const sheet: RequestScreen = { asOf: screen.asOf, me: screen.me, tenant: screen.tenant, nav: screen.nav, pictures: screen.pictures, data: first };
        // A sheet that was read later is not overwritten by one that is older.
        queries.setQueryData<RequestScreen>(requestKey(first.request.id), (known) => (known !== undefined && known.asOf > sheet.asOf ? known : sheet));
      }
      return screen;
    },
    // Asked for now and then, also while changes are told: nobody notices a connection that has died without a word.
    refetchInterval: ({ state: { data } }) => Math.min(live.isConnected() ? toldMs : untoldMs, data === undefined ? untoldMs : regroupMs(data)),
  });
