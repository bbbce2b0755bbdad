import type { InboxScreen } from '@countersign/contracts/screens';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { Person } from '../profile/person.js';
import type { LedgerRow } from '../ui/ledger/ledger-grid.js';
import type { Money as ShownMoney } from '@countersign/contracts/platform';
import { amountsLess } from '../ui/money/amounts-less.js';
import { Money } from '../ui/money/money.js';
import { State } from '../ui/state/state.js';
import { formatSpan } from '../ui/time/format-time.js';
import { groupHeads, isOf, type WaitingItem } from './inbox-groups.js';
import { useDecisionsView, type Setback } from './decide-request.mutation.js';
import { rowsWithGone, type GoneRow as Gone } from '../platform/screens/gone-rows.js';

/** How long a row that was taken from one stays, so that the list does not move under the hand. */
const takenRowMs = 5_000;
type GoneRow = Gone<WaitingItem>;
const none: readonly WaitingItem[] = [];

export interface WaitingRows {
  readonly waiting: readonly WaitingItem[];
  readonly rows: readonly LedgerRow[];
  /** Those among them that wait no more, and stay for a moment. */
  readonly takenIds: ReadonlySet<string>;
  readonly heads: ReadonlyMap<string, ReactNode>;
  readonly subtotals: readonly ShownMoney[];
}

/** What still waits on you: the server's rows without those that you have signed here, whatever became of them, and for a moment those that somebody else has taken. */
export function useWaitingRows(screen: InboxScreen | undefined, whose: string): WaitingRows {
  const { unanswered, recorded, setbacks } = useDecisionsView();
  const signed = useMemo(() => {
    const memberId = screen?.me.memberId;
    return new Set([...unanswered.filter((entry) => entry.memberId === memberId).map(({ payload }) => payload.taskId), ...recorded.filter((entry) => entry.memberId === memberId).map(({ taskId }) => taskId)]);
  }, [screen, unanswered, recorded]);
  const all = useMemo(() => (screen === undefined ? none : itemsOf(screen.data)), [screen]);
  const gone = useGoneRows(all);
  return useMemo(() => {
    const waiting = rowsWithGone(all, gone).filter((row) => !signed.has(row.id) && isOf(row, whose));
    const taken = new Set(gone.map(({ row }) => row.id));
    const now = Date.parse(screen?.asOf ?? '');
    // The server's sums hold for its rows, also those further down; what was signed here is not among those that wait.
    const doneHere = all.filter(({ id }) => signed.has(id));
    const subtotals = amountsLess(screen?.data.subtotals ?? [], doneHere.flatMap(({ amount, onBehalfOf }) => (onBehalfOf === null && amount !== null ? amount : [])));
    const heads = groupHeads(screen?.data.groups ?? [], waiting, doneHere);
    return { subtotals, waiting, takenIds: taken, heads, rows: waiting.map((row) => ledgerRowOf(row, taken.has(row.id), setbacks.get(row.requestId), now)) };
  }, [screen, all, gone, signed, setbacks, whose]);
}

const itemsOf = ({ rows, forOthers }: InboxScreen['data']): readonly WaitingItem[] => [...rows.map((row) => ({ ...row, onBehalfOf: null, forWhom: null })), ...forOthers];

/** Rows that the newest answer has no more, each with the row that it stood behind. */
function useGoneRows(rows: readonly WaitingItem[]): readonly GoneRow[] {
  const [shown, setShown] = useState<{ readonly rows: readonly WaitingItem[]; readonly gone: readonly GoneRow[] }>({ rows, gone: [] });
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

function ledgerRowOf(row: WaitingItem, isTaken: boolean, setback: Setback | undefined, now: number): LedgerRow {
  return {
    id: row.id,
    title: row.title,
    group: row.group,
    lead: <Person memberId={row.requester.memberId} name={row.requester.name} sizePx={28} />,
    detail: [row.forWhom ?? '', `${row.requestTypeName} ${row.requestNumber}`, row.requester.name, row.effectLine].filter((part) => part !== '').join(' · '),
    amount: <Money value={row.amount} />,
    state: isTaken ? <State name="taken">No longer waits on you</State> : stateOf(row, setback, now),
  };
}

function stateOf(row: WaitingItem, setback: Setback | undefined, now: number) {
  if (setback?.kind === 'taken' && setback.taskId === row.id) return <State name="taken">No longer open</State>;
  if (setback?.kind === 'changed' || setback?.kind === 'taken') return <State name="conflict">Changed while you signed</State>;
  if (row.changedSinceMine) return <State name="out-of-register">Changed since you looked</State>;
  if (row.dueText !== null) return <State name={row.group === 'overdue' ? 'blocked' : 'waiting'}>{capitalized(row.dueText)}</State>;
  return <State name="waiting">Waiting {formatSpan(row.openedAt, now)}</State>;
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
