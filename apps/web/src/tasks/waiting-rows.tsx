import type { InboxRow, InboxScreen } from '@countersign/contracts/screens';
import { useMemo } from 'react';
import type { LedgerRow } from '../ui/ledger/ledger-grid.js';
import { Money } from '../ui/money/money.js';
import { State } from '../ui/state/state.js';
import { formatSpan } from '../ui/time/format-time.js';
import { useDecisionsView, type Setback } from './decide-request.mutation.js';

/** What still waits on you: the server's rows without those that you have signed here, whatever became of them. */
export function useWaitingRows(screen: InboxScreen | undefined): { readonly waiting: readonly InboxRow[]; readonly rows: readonly LedgerRow[] } {
  const { unanswered, recorded, setbacks } = useDecisionsView();
  return useMemo(() => {
    const memberId = screen?.me.memberId;
    const signed = new Set([...unanswered.filter((entry) => entry.memberId === memberId).map(({ payload }) => payload.taskId), ...recorded.filter((entry) => entry.memberId === memberId).map(({ taskId }) => taskId)]);
    const waiting = (screen?.data.rows ?? []).filter(({ id }) => !signed.has(id));
    const now = Date.parse(screen?.asOf ?? '');
    return { waiting, rows: waiting.map((row) => ledgerRowOf(row, setbacks.get(row.requestId), now)) };
  }, [screen, unanswered, recorded, setbacks]);
}

function ledgerRowOf(row: InboxRow, setback: Setback | undefined, now: number): LedgerRow {
  return {
    id: row.id,
    title: row.title,
    detail: [`${row.requestTypeName} ${row.requestNumber}`, row.requester.name, row.effectLine].filter((part) => part !== '').join(' · '),
    amount: <Money value={row.amount} />,
    state: stateOf(row, setback, now),
  };
}

function stateOf(row: InboxRow, setback: Setback | undefined, now: number) {
  if (setback?.kind === 'taken' && setback.taskId === row.id) return <State name="taken">No longer open</State>;
  if (setback?.kind === 'changed' || setback?.kind === 'taken') return <State name="conflict">Changed while you signed</State>;
  if (row.changedSinceMine) return <State name="out-of-register">Changed since you looked</State>;
  return <State name="waiting">Waiting {formatSpan(row.openedAt, now)}</State>;
}
