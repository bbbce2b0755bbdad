import type { RecordSetScreen } from '@countersign/contracts/screens';
import { Link } from '@tanstack/react-router';
import { readFailure } from '../platform/api/failure.js';
import { comparisonWords, readingState } from '../platform/record-sets/record-words.js';
import { useSayOutcome } from '../ui/announce/use-say-outcome.js';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { State } from '../ui/state/state.js';
import { When } from '../ui/time/when.js';
import { useStartReconciliation } from './start-reconciliation.mutation.js';

interface ComparisonPartProps {
  readonly recordSetId: string;
  readonly reconciliation: RecordSetScreen['data']['reconciliation'];
  /** Whether it is just being read: one thing at a time. */
  readonly isBusy: boolean;
  readonly mayCompare: boolean;
}

/** When both sides were compared last, and the hand that compares them again. */
export function ComparisonPart({ recordSetId, reconciliation, isBusy, mayCompare }: ComparisonPartProps) {
  const { send, isPending, error } = useStartReconciliation(recordSetId);
  const state = reconciliation === null ? null : readingState(reconciliation.state);
  useSayOutcome(reconciliation?.state === 'running', reconciliation === null ? null : `${comparisonWords[reconciliation.state]}.`);
  const isHeld = isPending || isBusy || reconciliation?.state === 'running';
  return (
    <SheetPart title="Comparison" aside={state !== null && reconciliation !== null && <State name={state.name}>{comparisonWords[reconciliation.state]} <When at={reconciliation.endedAt ?? reconciliation.startedAt} /></State>}>
      <p>{reconciliation === null ? 'Both sides were not compared yet.' : <Link to="/reconciliations/$readingId" params={{ readingId: reconciliation.id }} search={{}}>What was found last</Link>}</p>
      {error !== null && <Notice state="unsent" title="Not recorded" role="alert"><p>{readFailure(error).sentence}</p></Notice>}
      {mayCompare && <p className={sheetStyles.acts}><Button aria-disabled={isHeld} onClick={() => { if (!isHeld) send(null); }}>Compare both sides</Button></p>}
    </SheetPart>
  );
}
