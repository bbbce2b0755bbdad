import type { Client } from '@countersign/client';
import type { InputOf } from '@countersign/contracts/platform';
import { requestStatuses, spansDays } from '@countersign/contracts/requests';
import { showRequests, type RequestsScreen } from '@countersign/contracts/screens';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { FrameStore } from '../platform/screens/frame-store.js';
import { isId, oneOf, withoutGaps } from '../platform/screens/read-search.js';

/** What the list is asked for; it stands in the address. */
export type RequestsQuery = Omit<InputOf<typeof showRequests>['query'], 'cursor'>;

export const requestsKey = (asked: RequestsQuery) => ['screen', 'requests', asked] as const;

/**
 * The one request that draws the list, and a further one for each further page. An answer belongs to the question that it answers: one that
 * comes late goes under its own key and never over a newer one's. A question that nobody waits for any more is called off.
 */
export const requestsQuery = (client: Client, frames: FrameStore, asked: RequestsQuery) =>
  infiniteQueryOptions({
    queryKey: requestsKey(asked),
    queryFn: async ({ signal, pageParam }): Promise<RequestsScreen> => frames.take(await client.call(showRequests, { query: { ...asked, ...(pageParam !== null && { cursor: pageParam }) } }, { signal })),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data }) => data.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: freshMs,
  });

/** An answer so young is shown again without asking. */
const freshMs = 10_000;

/** What stands in the address of the list; what cannot be asked is left out. */
export interface RequestsSearch {
  readonly q?: string;
  readonly state?: (typeof requestStatuses)[number];
  readonly of?: 'me';
  readonly type?: string;
  readonly days?: (typeof spansDays)[number];
}

/** What is to be asked otherwise; undefined asks for anything. */
export type RequestsChange = { readonly [Name in keyof RequestsSearch]?: RequestsSearch[Name] | undefined };

export function readRequestsSearch(search: Record<string, unknown>): RequestsSearch {
  const q = typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']).slice(0, 200) : undefined;
  return withoutGaps({
    q: q === '' ? undefined : q,
    state: oneOf(requestStatuses, search['state']),
    of: oneOf(['me'], search['of']),
    type: isId(search['type']) ? search['type'] : undefined,
    days: oneOf(spansDays, search['days']),
  });
}

/** The address as the question that the server is asked. Space around what is typed asks nothing. */
export function askedBy({ q, state, of, type, days }: RequestsSearch): RequestsQuery {
  const text = q?.trim();
  return withoutGaps({ q: text === '' ? undefined : text, status: state, requester: of, requestTypeId: type, withinDays: days });
}
