import type { InboxRow, InboxScreen } from '@countersign/contracts/screens';
import { useEffect, useMemo, useState } from 'react';
import { Person } from '../profile/person.js';
import type { LedgerRow } from '../ui/ledger/ledger-grid.js';
import { Money } from '../ui/money/money.js';
import { State } from '../ui/state/state.js';
import { formatSpan } from '../ui/time/format-time.js';
import { useDecisionsView, type Setback } from './decide-request.mutation.js';
import { rowsWithGone, type GoneRow as Gone } from '../platform/screens/gone-rows.js';

/** How long a row that was taken from one stays, so that the list does not move under the hand. */
const takenRowMs = 5_000;
type GoneRow = Gone<InboxRow>;
const none: readonly InboxRow[] = [];

/** What still waits on you: the server's rows without those that you have signed here, whatever became of them, and for a moment those that somebody else has taken. */
export function useWaitingRows(screen: InboxScreen | undefined): { readonly waiting: readonly InboxRow[]; readonly rows: readonly LedgerRow[] } {
  const { unanswered, recorded, setbacks } = useDecisionsView();
  const signed = useMemo(() => {
    const memberId = screen?.me.memberId;
    return new Set([...unanswered.filter((entry) => entry.memberId === memberId).map(({ payload }) => payload.taskId), ...recorded.filter((entry) => entry.memberId === memberId).map(({ taskId }) => taskId)]);
  }, [screen, unanswered, recorded]);
  const gone = useGoneRows(screen?.data.rows ?? none);
  return useMemo(() => {
    const waiting = rowsWithGone(screen?.data.rows ?? [], gone).filter(({ id }) => !signed.has(id));
    const taken = new Set(gone.map(({ row }) => row.id));
    const now = Date.parse(screen?.asOf ?? '');
    return { waiting, rows: waiting.map((row) => ledgerRowOf(row, taken.has(row.id), setbacks.get(row.requestId), now)) };
  }, [screen, gone, signed, setbacks]);
}

/** Rows that the newest answer has no more, each with the row that it stood behind. */
function useGoneRows(rows: readonly InboxRow[]): readonly GoneRow[] {
  const [shown, setShown] = useState<{ readonly rows: readonly InboxRow[]; readonly gone: readonly GoneRow[] }>({ rows, gone: [] });
  if (shown.rows !== rows) {
    const there = new Set(rows.map(({ id }) => id));
    const left = shown.rows.map((row, at) => ({ row, after: shown.rows[at - 1]?.id ?? null })).filter(({ row }) => !there.has(row.id));
    setShown({ rows, gone: [...shown.gone.filter(({ row }) => !there.has(row.id)), ...left] });
  }
  // The clock: rows that are gone are let go after their time.
  const { gone } = shown;
  useEffect(() => {
    if (gone.length === 0) return;
    const timer = setTimeout(() => setShown((now) => ({ ...now, gone: now.gone.filter((row) => !gone.includes(row)) })), takenRowMs);
    return () => clearTimeout(timer);
  }, [gone]);
  return gone;
}

function ledgerRowOf(row: InboxRow, isTaken: boolean, setback: Setback | undefined, now: number): LedgerRow {
  return {
    id: row.id,
    title: row.title,
    lead: <Person memberId={row.requester.memberId} name={row.requester.name} sizePx={28} />,
    detail: [`${row.requestTypeName} ${row.requestNumber}`, row.requester.name, row.effectLine].filter((part) => part !== '').join(' · '),
    amount: <Money value={row.amount} />,
    state: isTaken ? <State name="taken">No longer waits on you</State> : stateOf(row, setback, now),
  };
}

function stateOf(row: InboxRow, setback: Setback | undefined, now: number) {
  if (setback?.kind === 'taken' && setback.taskId === row.id) return <State name="taken">No longer open</State>;
  if (setback?.kind === 'changed' || setback?.kind === 'taken') return <State name="conflict">Changed while you signed</State>;
  if (row.changedSinceMine) return <State name="out-of-register">Changed since you looked</State>;
  return <State name="waiting">Waiting {formatSpan(row.openedAt, now)}</State>;
}
