import type { RequestSummary } from '@countersign/contracts/requests';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { withoutGaps } from '../platform/screens/read-search.js';
import { useLate } from '../platform/screens/use-late.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Person } from '../profile/person.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { LedgerGrid, type LedgerHandle, type LedgerRow } from '../ui/ledger/ledger-grid.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Money } from '../ui/money/money.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { afterPause } from '../ui/search/after-pause.js';
import { SearchField } from '../ui/search/search-field.js';
import { formatTime } from '../ui/time/format-time.js';
import { StandingOf } from './request-state.js';
import { RequestsFilter } from './requests-filter.js';
import styles from './requests.module.css';
import { askedBy, requestsKey, requestsQuery, type RequestsChange } from './show-requests.query.js';

const route = getRouteApi('/frame/requests');
const linesFirst = 12;
/** Typing has paused for so long before anything is asked. */
const pauseMs = 150;
/** Rows of the question before stay as they are for so long; then they are dimmed. */
const dimAfterMs = 300;
/** How many were found is said once nothing has changed for so long. */
const sayAfterMs = 500;

/** Every request that one may see, searched as one types; what is asked for stands in the address. */
export function RequestsPage() {
  const [client, frames, queries, announcer] = [useClient(), useFrameStore(), useQueryClient(), useAnnouncer()];
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useMemo(() => askedBy(search), [search]);
  const { data, error, refetch, isPlaceholderData, isFetchingNextPage, hasNextPage, fetchNextPage } = useInfiniteQuery(requestsQuery(client, frames, asked));
  const [active, setActive] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [field, ledger] = [useRef<HTMLInputElement>(null), useRef<LedgerHandle>(null)];
  const isDim = useLate(isPlaceholderData, dimAfterMs);
  useTitle(search.q === undefined ? 'Requests' : `${search.q} · Requests`);

  const ask = (change: RequestsChange) => void navigate({ search: (before) => withoutGaps({ ...before, ...change }), replace: true, resetScroll: false });
  const latestAsk = useRef({ ask, search });
  useEffect(() => {
    latestAsk.current = { ask, search };
  });
  const [pause] = useState(() => afterPause<string>({
    pauseMs,
    tell: (q) => latestAsk.current.ask({ q: q === '' ? undefined : q }),
    isKnown: (q) => queries.getQueryData(requestsKey(askedBy({ ...latestAsk.current.search, q }))) !== undefined,
  }));
  useEffect(() => pause.stop, [pause]);

  const requests = useMemo(() => data?.pages.flatMap((page) => page.data.rows) ?? [], [data]);
  const rows = useMemo(() => requests.map(rowOf), [requests]);
  const isNarrowed = Object.keys(asked).length > 0;
  const found = data === undefined || isPlaceholderData || asked.q === undefined ? null : foundText(rows.length, hasNextPage);
  useEffect(() => {
    if (found === null) return;
    const timer = setTimeout(() => announcer.say(found), sayAfterMs);
    return () => clearTimeout(timer);
  }, [found, asked.q, announcer]);

  const open = (requestId: string) => void navigate({ to: '/requests/$requestId', params: { requestId } });
  useKeys([
    { keys: '/', does: 'Search', group: 'List', run: (event) => { event.preventDefault(); field.current?.focus(); } },
    { keys: 'j', does: 'Next row', group: 'List', run: () => ledger.current?.move('j') },
    { keys: 'k', does: 'Row before', group: 'List', run: () => ledger.current?.move('k') },
  ]);
  const types = data?.pages[0]?.data.requestTypes ?? [];
  const clear = () => {
    pause.stop();
    setTyped(null);
    void navigate({ search: {}, replace: true });
    field.current?.focus();
  };

  return (
    <section className={styles.page} aria-labelledby="requests-title">
      <header className={styles.head}>
        <h1 id="requests-title" tabIndex={-1}>Requests</h1>
        <SearchField ref={field} label="Search by title, person, number, amount or code" placeholder="Search requests" describedBy="search-hint" value={typed ?? search.q ?? ''} onType={(text) => { setTyped(text); pause.type(text); }} onSettle={pause.settle} onLeave={() => ledger.current?.focus()} />
        <p id="search-hint" className={styles.hint}>Finds words by their beginnings: in the title, the person, the number, the amount or the code.</p>
        <RequestsFilter search={search} types={types} onChange={ask} />
      </header>
      {error !== null && <ReadingFailed error={error} what="The list" hasData={data !== undefined} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={linesFirst} of="the requests" />}
      {data !== undefined && (
        <div className={styles.found} data-dim={isDim} aria-busy={isPlaceholderData}>
          {rows.length > 0 && <LedgerGrid ref={ledger} isSteady label="Requests" rows={rows} activeId={active} onActive={setActive} onOpen={open} />}
          {rows.length === 0 && !hasNextPage && (isNarrowed ? <p className={styles.empty}>No request fits. <Button look="bare" onClick={clear}>Clear the search and filters</Button></p> : <p className={styles.empty}>There are no requests yet that you may see. <Link to="/submit">Submit one</Link></p>)}
          {hasNextPage && (
            <p className={styles.more}>
              {isNarrowed && rows.length === 0 && <span>None of the newest fits.</span>}
              <Button disabled={isFetchingNextPage || isPlaceholderData} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? 'Reading older ones' : 'Show older ones'}</Button>
            </p>
          )}
        </div>
      )}
    </section>
  );
}

const foundText = (count: number, isMore: boolean) => (count === 0 ? (isMore ? 'None of the newest requests fits.' : 'No request fits.') : `${count}${isMore ? ' requests and more' : count === 1 ? ' request' : ' requests'}.`);

function rowOf(request: RequestSummary): LedgerRow {
  const { id, title, number, requestType, requester, createdAt, amount } = request;
  return {
    id,
    title,
    lead: <Person memberId={requester.memberId} name={requester.name} sizePx={28} />,
    detail: `${requestType.name} ${number} · ${requester.name} · ${formatTime(createdAt, Date.now())}`,
    amount: <Money value={amount} />,
    state: <StandingOf request={request} />,
  };
}
