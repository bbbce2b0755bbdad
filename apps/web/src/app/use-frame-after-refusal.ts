import { RefusedByServer } from '@countersign/client';
import { useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../platform/api/client-context.js';
import { useFrame, useFrameStore } from '../platform/screens/frame-store.js';
import { profileKey, profileQuery } from '../profile/show-profile.query.js';

/**
 * A screen that was refused brings no frame. Where it is the first of this page, who one is and where one can go is read from the profile,
 * which is every member's, so that the navigation is there all the same. Asked once: a page that cannot be served is not asked for again.
 */
export function useFrameAfterRefusal(): void {
  const [client, frames, queries, frame] = [useClient(), useFrameStore(), useQueryClient(), useFrame()];
  const isReading = useIsFetching({ queryKey: ['screen'] }) > 0;
  const refused = queries.getQueryCache().findAll({ queryKey: ['screen'] }).some(({ state }) => state.error instanceof RefusedByServer);
  const isTried = queries.getQueryState(profileKey)?.status === 'error';
  useQuery({ ...profileQuery(client, frames), enabled: frame === null && !isReading && refused && !isTried });
}
