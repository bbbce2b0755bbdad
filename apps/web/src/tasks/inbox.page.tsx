import type { InboxScreen } from '@countersign/contracts/screens';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { useLive } from '../platform/live/live-context.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { loadPart } from '../platform/screens/load-part.js';
import { useMedia, wideScreen } from '../platform/screens/use-media.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { LedgerGrid, type LedgerHandle } from '../ui/ledger/ledger-grid.js';
import { LedgerTotal } from '../ui/ledger/ledger-total.js';
import { rowAfter } from '../ui/ledger/next-row.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { AskedOfYou } from './asked-of-you.js';
import { SentDecisions, UnsentDecisions } from './decisions-ledger.js';
import { InboxEmpty } from './inbox-empty.js';
import { WhoseFilter } from './inbox-groups.js';
import { InboxSheet } from './inbox-sheet.js';
import styles from './inbox.module.css';
import { MyRequests } from './my-requests.js';
import { inboxQuery } from './show-inbox.query.js';
import { StoppedSteps } from './stopped-steps.js';
import { markSelected, SelectBar, useTogether } from './select-together.js';
import { useWaitingRows } from './waiting-rows.js';

const DecideRequestsForm = lazy(async () => ({ default: (await loadPart(() => import('./decide-requests.form.js'))).DecideRequestsForm }));

const route = getRouteApi('/frame/inbox');
/** How many lines are kept free while the inbox is read for the first time. */
const linesFirst = 8;
/** The address follows the active row once it has rested, so that a reload comes back to it. */
const addressMs = 250;

// With nothing to open, the list has the page to itself.
const viewOf = (isWide: boolean, isThere: boolean, isOpen: boolean) => (isWide ? (isThere && !isOpen ? 'alone' : 'list') : isOpen ? 'sheet' : 'list');

// Enter belongs to whatever has the focus; with nothing to act on there, it opens the active row.
const isIdle = (target: EventTarget | null) => target instanceof Element && target.matches('body, main, h1, h2, section');

/** The address follows a row that has rested. */
function useRestedAddress(id: string | undefined, task: string | undefined): void {
  const navigate = route.useNavigate();
  useEffect(() => {
    if (id === undefined || id === task) return;
    const timer = setTimeout(() => void navigate({ search: { task: id }, replace: true, resetScroll: false }), addressMs);
    return () => clearTimeout(timer);
  }, [id, task, navigate]);
}

/** What waits on you, row by row, with the sheet of the active one beside it; below 820 px one at a time. */
export function InboxPage() {
  const [client, frames, queries] = [useClient(), useFrameStore(), useQueryClient()];
  const { data: screen, error, refetch } = useQuery(inboxQuery(client, frames, queries, useLive()));
  const { task } = route.useSearch();
  const navigate = route.useNavigate();
  const isWide = useMedia(wideScreen);
  const [active, setActive] = useState<string | null>(task ?? null);
  const [opened, setOpened] = useState<string | null>(null);
  const ledger = useRef<LedgerHandle>(null);
  const [whose, setWhose] = useState('');
  const { rows, waiting, takenIds, heads, subtotals } = useWaitingRows(screen, whose);
  const own = useMemo(() => waiting.filter(({ onBehalfOf }) => onBehalfOf === null), [waiting]);
  // A row that was taken stays for a moment, and waits no more.
  const count = own.filter(({ id }) => !takenIds.has(id)).length;
  useTitle(screen === undefined ? 'Inbox' : `Inbox (${count})`);

  const current = isWide ? (waiting.find(({ id }) => id === active) ?? waiting[0]) : waiting.find(({ id }) => id === task);
  const currentId = current?.id;
  // A key moves the row at once; the sheet follows in a drawing of its own. Until then its keys are dead.
  const shown = useDeferredValue(current);
  const isBehind = shown?.id !== currentId;
  useRestedAddress(isWide && active !== null ? currentId : undefined, task);

  const together = useTogether(own, currentId ?? own[0]?.id);
  const open = (id: string) => {
    if (together.isOn) return together.toggle(id);
    setActive(id);
    setOpened(id);
    if (!isWide) void navigate({ search: { task: id } });
  };
  const close = () => {
    setOpened(null);
    if (!isWide && task !== undefined) void navigate({ search: {} });
    requestAnimationFrame(() => ledger.current?.focus());
  };
  const moveOn = (id: string) => {
    const next = rowAfter(waiting.map((row) => row.id), id);
    setActive(next);
    setOpened(null);
    if (!isWide) void navigate({ search: {}, replace: true });
    // After the row has left: the focus goes to the one that moved up into its place.
    requestAnimationFrame(() => (next === null ? document.getElementById('inbox-title')?.focus() : ledger.current?.focus()));
  };
  const latestMoveOn = useRef(moveOn);
  useEffect(() => {
    latestMoveOn.current = moveOn;
  });
  const onSigned = useCallback(({ taskId }: { readonly taskId: string }) => latestMoveOn.current(taskId), []);
  useKeys(isBehind ? ['a', 'r', 'c'].map((keys) => ({ keys, does: 'Wait for the sheet', group: 'Request' as const, run: () => {} })) : []);
  useKeys([
    { keys: 'j', does: 'Next row', group: 'List', run: () => ledger.current?.move('j') },
    { keys: 'k', does: 'Row before', group: 'List', run: () => ledger.current?.move('k') },
    { keys: 'Enter', does: 'Open the row', group: 'List', run: (event) => { if (isIdle(event.target) && currentId !== undefined) open(currentId); } },
    { keys: 'Escape', does: 'Back to the list', group: 'List', run: () => (together.isOn ? together.leave() : close()) },
  ]);
  const showsSheet = !together.isOn && (isWide || task !== undefined);
  const panel = together.isOn && screen !== undefined && (
    <Suspense fallback={<RuledLines lines={5} of="what this would cause" />}>
      <DecideRequestsForm rows={together.rows} signer={screen.me.name} memberId={screen.me.memberId} onAgain={together.keepOnly} onLeave={together.leave} />
    </Suspense>
  );

  return (
    <div className={styles.inbox} data-view={viewOf(isWide, screen !== undefined, current !== undefined)}>
      <section className={styles.list} aria-labelledby="inbox-title">
        <header className={styles.head}>
          <h1 id="inbox-title" tabIndex={-1}>Inbox</h1>
          {screen !== undefined && count > 0 && <p>{count}{screen.data.more ? ' and more' : ''} waiting on you</p>}
        </header>
        {error !== null && <ReadingFailed error={error} what="The inbox" hasData={screen !== undefined} onRetry={() => void refetch()} />}
        {screen === undefined && error === null && <RuledLines lines={linesFirst} of="the inbox" />}
        {screen !== undefined && (
          <>
            <UnsentDecisions memberId={screen.me.memberId} />
            <StoppedSteps stopped={screen.data.stopped} />
            <WhoseFilter rows={screen.data.forOthers} whose={whose} onChange={setWhose} />
            {own.length > 1 && <SelectBar together={together} />}
            {!isWide && panel}
            {waiting.length === 0 ? <InboxEmpty screen={screen} /> : <LedgerGrid ref={ledger} label="Waiting on you" rows={markSelected(rows, together.rows)} activeId={currentId ?? active} onActive={setActive} onOpen={open} heads={heads} total={whose === '' || whose === 'mine' ? <LedgerTotal label={own.length < waiting.length ? 'Your own together' : 'Together'} amounts={subtotals} /> : undefined} />}
            {rows.some(({ group }) => group !== 'none') && <p className={styles.zone}>Times of {screen.data.timeZone}</p>}
            <Besides screen={screen} />
          </>
        )}
      </section>
      {isWide && together.isOn && <div className={styles.pane}>{panel}</div>}
      {showsSheet && shown !== undefined && current !== undefined && (
        <section className={styles.pane} aria-label="Request" inert={isBehind}>
          {!isWide && <p className={styles.back}><Button look="bare" onClick={close}>Back to the inbox</Button></p>}
          <InboxSheet key={shown.id} requestId={shown.requestId} title={shown.title} level={isWide ? 2 : 1} takesFocus={opened === shown.id || !isWide} onSigned={onSigned} />
        </section>
      )}
      {isWide && current === undefined && screen === undefined && <div className={styles.nothing} />}
    </div>
  );
}

/** What stands below what waits to be signed. */
function Besides({ screen }: { readonly screen: InboxScreen }) {
  return (
    <>
      <SentDecisions memberId={screen.me.memberId} />
      <AskedOfYou screen={screen} />
      <MyRequests requests={screen.data.mine} />
    </>
  );
}
