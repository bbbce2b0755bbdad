import { codeOf } from '@countersign/contracts/platform';
import type { Frame } from '../platform/screens/frame-store.js';
import type { RequestSheet } from '@countersign/contracts/screens';
import { Button } from '../ui/button/button.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetChanges } from '../requests/sheet-changes.js';
import { decidedText, unsentText, unsentTitle } from '../platform/outbox/decision-words.js';
import { DecideRequestForm } from './decide-request.form.js';
import { useDecisions, useDecisionsView, type RecordedDecision, type SignedDecision } from './decide-request.mutation.js';
import { UnsentActs } from './unsent-acts.js';

/** What is under way or has happened to this member's decision on a request. */
function useStanding(sheet: RequestSheet, me: Frame['me']) {
  const { unanswered, recorded, setbacks } = useDecisionsView();
  const requestId = sheet.request.id;
  const entry = unanswered.find(({ payload, memberId }) => payload.requestId === requestId && memberId === me.memberId);
  const done = recorded.find((decision) => decision.requestId === requestId && decision.memberId === me.memberId);
  // The sheet may be older than the receipt; the task that was decided is not asked about again.
  const isOpen = entry === undefined && sheet.decision !== null && done?.taskId !== sheet.decision.taskId;
  return { entry, done: isOpen ? undefined : done, setback: setbacks.get(requestId), isOpen };
}

export interface DecisionPartProps {
  readonly sheet: RequestSheet;
  readonly me: Frame['me'];
}

/** Where this member's decision stands, at the head of the sheet: on its way, not sent, recorded, or set back. */
export function DecisionNotices({ sheet, me }: DecisionPartProps) {
  const decisions = useDecisions();
  const { entry, done, setback, isOpen } = useStanding(sheet, me);
  if (entry?.state === 'sending') return <Notice state="provisional" title="Sending"><p>{entry.payload.label}</p></Notice>;
  if (entry !== undefined) {
    return (
      <Notice state="unsent" title={unsentTitle(entry)} actions={<UnsentActs entry={entry} />}>
        <p>{entry.payload.label}. {unsentText(entry)}</p>
      </Notice>
    );
  }
  return (
    <>
      {done !== undefined && <Recorded decision={done} />}
      {setback !== undefined && (
        <Notice state={setback.kind === 'refused' ? 'void' : isOpen ? 'conflict' : 'taken'} title={setback.sentence} role="alert" actions={<Button onClick={() => decisions.dismissSetback(sheet.request.id)}>I have read this</Button>}>
          {isOpen && <p>What you typed is kept. Read what is new, then decide again.</p>}
          {setback.seen !== null && <SheetChanges seen={setback.seen} now={sheet} />}
        </Notice>
      )}
    </>
  );
}

/** The decision block, as long as there is a decision to make. */
export function DecisionBlock({ sheet, me, onSigned }: DecisionPartProps & { readonly onSigned: (decision: SignedDecision) => void }) {
  const decisions = useDecisions();
  const { isOpen } = useStanding(sheet, me);
  if (!isOpen || sheet.decision === null) return null;
  return (
    <DecideRequestForm
      key={sheet.decision.taskId}
      sheet={sheet}
      decision={sheet.decision}
      signer={me.name}
      onSign={(signed) => {
        decisions.sign(me.memberId, signed, sheet);
        onSigned(signed);
      }}
    />
  );
}

function Recorded({ decision }: { readonly decision: RecordedDecision }) {
  return (
    <Notice state="recorded" title="Recorded">
      <p>You {decidedText(decision)}. Receipt <span className="mono" title={decision.reply.receipt.leaf}>{codeOf(decision.reply.receipt.leaf)}</span>.</p>
    </Notice>
  );
}
