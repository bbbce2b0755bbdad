import { readNotifications, type NotificationView } from '@countersign/contracts/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useClient } from '../platform/api/client-context.js';
import { readFailure } from '../platform/api/failure.js';
import { useAttempt } from '../platform/drafts/use-attempt.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Person } from '../profile/person.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { LedgerGrid, type LedgerHandle, type LedgerRow } from '../ui/ledger/ledger-grid.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { Notice } from '../ui/notice/notice.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { State } from '../ui/state/state.js';
import { formatTime } from '../ui/time/format-time.js';
import styles from './notifications.module.css';
import { notificationsKey, notificationsQuery } from './show-notifications.query.js';

const linesFirst = 8;
/** As many as one call can mark. */
const markMax = 100;

/** What one was told, newest first. Opening a row marks it as read; passing it does not. */
export function NotificationsPage() {
  const [client, frames, queries, announcer, navigate] = [useClient(), useFrameStore(), useQueryClient(), useAnnouncer(), useNavigate()];
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(notificationsQuery(client, frames));
  const [active, setActive] = useState<string | null>(null);
  const ledger = useRef<LedgerHandle>(null);
  const attempt = useAttempt();
  const told = useMemo(() => data?.pages.flatMap((page) => page.data.rows) ?? [], [data]);
  const rows = useMemo(() => told.map(rowOf), [told]);
  const unread = told.filter(({ readAt }) => readAt === null).map(({ id }) => id).slice(0, markMax);
  useTitle(unread.length === 0 ? 'Notifications' : `Notifications (${unread.length})`);

  const marking = useMutation({
    mutationFn: (notificationIds: string[]) => client.call(readNotifications, { body: { notificationIds } }, attempt({ notificationIds })),
    onSuccess: () => queries.invalidateQueries({ queryKey: notificationsKey }),
  });
  const markAll = () => marking.mutate(unread, { onSuccess: ({ readIds }) => announcer.say(`${readIds.length} marked as read.`) });
  const open = (id: string) => {
    const row = told.find((candidate) => candidate.id === id);
    if (row === undefined) return;
    // One that could not be marked is shown as unread again: nothing is lost by that.
    if (row.readAt === null) marking.mutate([id]);
    if (row.webhookEndpoint !== null) void navigate({ to: '/webhooks/$endpointId', params: { endpointId: row.webhookEndpoint.id }, search: {} });
    else if (row.connection !== undefined) void navigate({ to: '/connections/$connectionId', params: { connectionId: row.connection.id } });
    else if (row.effect !== undefined) void navigate({ to: '/effects/$effectId', params: { effectId: row.effect.id } });
    // Who is told by a notice need not see its request: there is nowhere to go then.
    else if (row.request.title !== '') void navigate({ to: '/requests/$requestId', params: { requestId: row.request.id } });
  };
  useKeys([
    { keys: 'j', does: 'Next row', group: 'List', run: () => ledger.current?.move('j') },
    { keys: 'k', does: 'Row before', group: 'List', run: () => ledger.current?.move('k') },
  ]);

  return (
    <section className={styles.page} aria-labelledby="notifications-title">
      <header className={styles.head}>
        <h1 id="notifications-title" tabIndex={-1}>Notifications</h1>
        {unread.length > 0 && <Button disabled={marking.isPending} onClick={markAll}>{marking.isPending ? 'Marking' : 'Mark all shown as read'}</Button>}
      </header>
      {marking.error !== null && <Notice state="unsent" title="Not marked as read" role="alert" actions={<Button onClick={markAll}>Retry</Button>}><p>{readFailure(marking.error).sentence}</p></Notice>}
      {error !== null && <ReadingFailed error={error} what="The list" hasData={data !== undefined} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <RuledLines lines={linesFirst} of="the notifications" />}
      {data !== undefined && rows.length === 0 && <p className={styles.empty}>You have been told nothing yet. You are told when somebody mentions you in a note, of what happens to requests that you made or watch, and when what was approved cannot be carried out, if you may repair that.</p>}
      {rows.length > 0 && <LedgerGrid ref={ledger} label="Notifications" rows={rows} activeId={active} onActive={setActive} onOpen={open} />}
      {hasNextPage && <p className={styles.more}><Button disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? 'Reading older ones' : 'Show older ones'}</Button></p>}
    </section>
  );
}

function rowOf({ id, by, did, request, at, readAt }: NotificationView): LedgerRow {
  return {
    id,
    title: `${by?.name ?? 'Countersign'} ${did}`,
    ...(by !== null && { lead: <Person memberId={by.memberId} name={by.name} sizePx={28} /> }),
    detail: request.title === '' ? formatTime(at, Date.now()) : `${request.title} · ${formatTime(at, Date.now())}`,
    amount: null,
    state: readAt === null ? <State name="waiting">New</State> : <State name="taken">Read</State>,
  };
}
