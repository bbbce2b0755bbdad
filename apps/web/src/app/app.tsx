import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { LiveContext } from '../platform/live/live-context.js';
import { ClientContext } from '../platform/api/client-context.js';
import { FrameContext } from '../platform/screens/frame-store.js';
import { PicturesContext } from '../profile/change-picture.mutation.js';
import { DecisionsContext } from '../tasks/decide-request.mutation.js';
import { AnnouncerContext } from '../ui/announce/announcer.js';
import { KeysContext } from '../ui/keys/use-keys.js';
import type { Wiring } from './wire.js';

/** Everything that the screens find around them. */
export function App({ wiring }: { readonly wiring: Wiring }) {
  const { client, queries, frames, decisions, pictures, live, announcer, keys, router } = wiring;
  return (
    <ClientContext value={client}>
      <FrameContext value={frames}>
        <AnnouncerContext value={announcer}>
          <KeysContext value={keys}>
            <DecisionsContext value={decisions}>
              <PicturesContext value={pictures}>
                <LiveContext value={live}>
                  <QueryClientProvider client={queries}>
                    <RouterProvider router={router} />
                  </QueryClientProvider>
                </LiveContext>
              </PicturesContext>
            </DecisionsContext>
          </KeysContext>
        </AnnouncerContext>
      </FrameContext>
    </ClientContext>
  );
}
