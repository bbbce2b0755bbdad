import type { AuditRow } from '@countersign/contracts/screens';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { pathText } from '../platform/audit/path-text.js';
import { useClient } from '../platform/api/client-context.js';
import { isRefusal } from '../platform/api/failure.js';
import { useFrameStore } from '../platform/screens/frame-store.js';
import { withoutGaps } from '../platform/screens/read-search.js';
import { useLate } from '../platform/screens/use-late.js';
import { useMedia, wideScreen } from '../platform/screens/use-media.js';
import { useTitle } from '../platform/screens/use-title.js';
import { Person } from '../profile/person.js';
import { Avatar } from '../ui/avatar/avatar.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { LedgerGrid, type LedgerHandle, type LedgerRow } from '../ui/ledger/ledger-grid.js';
import { RuledLines } from '../ui/loading/ruled-lines.js';
import { ReadingFailed } from '../ui/notice/reading-failed.js';
import { When } from '../ui/time/when.js';
import { AuditEntrySheet } from './audit-entry-sheet.js';
import { AuditFilter } from './audit-filter.js';
import styles from './audit.module.css';
import { auditAskedBy, auditQuery, type AuditChange } from './show-audit.query.js';

const route = getRouteApi('/frame/audit');
const linesFirst = 14;
const dimAfterMs = 300;

/** Who did what, when, why and through which path, as far back as it goes. */
export function AuditPage() {
  const [client, frames] = [useClient(), useFrameStore()];
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const isWide = useMedia(wideScreen);
  const asked = useMemo(() => auditAskedBy(search), [search]);
  const { data, error, refetch, isPlaceholderData, isFetchingNextPage, hasNextPage, fetchNextPage } = useInfiniteQuery(auditQuery(client, frames, asked));
  const [active, setActive] = useState<string | null>(search.entry ?? null);
  const ledger = useRef<LedgerHandle>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isDim = useLate(isPlaceholderData, dimAfterMs);
  useTitle('Audit');

  const all = useMemo(() => data?.pages.flatMap((page) => page.data.rows) ?? [], [data]);
  const rows = useMemo(() => all.map(rowOf), [all]);
  const opened = all.find(({ entry }) => entry.id === search.entry);
  const openedId = opened?.entry.id;
  useEffect(() => {
    if (openedId !== undefined) heading.current?.focus();
  }, [openedId]);
  const ask = (change: AuditChange) => void navigate({ search: (before) => withoutGaps({ ...before, entry: undefined, ...change }), replace: true, resetScroll: false });
  const open = (entry: string) => void navigate({ search: (before) => ({ ...before, entry }), replace: isWide, resetScroll: false });
  const close = () => {
    if (search.entry === undefined) return;
    ask({});
    requestAnimationFrame(() => ledger.current?.focus());
  };
  useKeys([
    { keys: '/', does: 'Narrow the audit', group: 'List', run: (event) => { event.preventDefault(); document.getElementById('audit-filter')?.querySelector('select')?.focus(); } },
    { keys: 'j', does: 'Next row', group: 'List', run: () => ledger.current?.move('j') },
    { keys: 'k', does: 'Row before', group: 'List', run: () => ledger.current?.move('k') },
    { keys: 'Escape', does: 'Back to the list', group: 'List', run: close },
  ]);

  if (isRefusal(error, 'permission_denied')) return <div className={styles.head}><h1 tabIndex={-1}>Audit</h1><p>Your roles do not let you read the audit. An administrator of your company can give you one that does.</p></div>;
  const isNarrow = !isWide && opened !== undefined;
  return (
    <div className={styles.page} data-view={isNarrow ? 'entry' : 'list'}>
      <section className={styles.list} aria-labelledby="audit-title">
        <header className={styles.head}>
          <h1 id="audit-title" tabIndex={-1}>Audit</h1>
          <AuditFilter search={search} screen={data?.pages[0]} onChange={ask} subjectLabel={search.subject === undefined ? null : (all.find(({ entry }) => entry.subject.id === search.subject)?.entry.subject.label ?? 'one subject')} />
        </header>
        {error !== null && <ReadingFailed error={error} what="The audit" hasData={data !== undefined} onRetry={() => void refetch()} />}
        {data === undefined && error === null && <RuledLines lines={linesFirst} of="the audit" />}
        {data !== undefined && (
          <div className={styles.found} data-dim={isDim} aria-busy={isPlaceholderData}>
            {rows.length > 0 && <LedgerGrid ref={ledger} isSteady label="Audit entries" rows={rows} activeId={active} onActive={setActive} onOpen={(id) => { setActive(id); open(id); }} />}
            {rows.length === 0 && !hasNextPage && <p className={styles.empty}>No entry fits. <Button look="bare" onClick={() => void navigate({ search: {}, replace: true })}>Clear the filters</Button></p>}
            {hasNextPage && <p className={styles.more}>{rows.length === 0 && <span>None of the newest fits.</span>}<Button disabled={isFetchingNextPage || isPlaceholderData} onClick={() => void fetchNextPage()}>{isFetchingNextPage ? 'Reading older ones' : 'Show older ones'}</Button></p>}
          </div>
        )}
      </section>
      {opened !== undefined && (
        <section className={styles.pane} aria-label="Entry">
          <AuditEntrySheet row={opened} level={isNarrow ? 1 : 2} headingRef={heading} onClose={close} onSubject={(subject) => ask({ subject, request: undefined })} onEntry={open} isKnown={(id) => all.some(({ entry }) => entry.id === id)} />
        </section>
      )}
    </div>
  );
}


function rowOf({ entry, did, cause }: AuditRow): LedgerRow {
  const { id, at, actor, reason } = entry;
  const why = reason !== null && reason !== '' ? `“${reason}”` : cause !== null ? `because ${cause.text}` : '';
  const lead = actor.memberId === null ? <Avatar name={actor.name} picture={null} sizePx={28} /> : <Person memberId={actor.memberId} name={actor.name} sizePx={28} />;
  return { id, lead, title: `${actor.name} ${did}`, detail: [pathText(entry), why].filter((part) => part !== '').join(' · '), amount: '', state: <When at={at} /> };
}
