import type { ConsequencesView } from '@countersign/contracts/tasks';
import { Sends } from '../ui/exchange/sends.js';
import styles from './decide-request.module.css';

function outcomeOf({ next }: ConsequencesView, requester: string): string {
  switch (next.outcome) {
    case 'waits':
      return `Then ${next.stepName ?? 'this step'} still waits for further signatures.`;
    case 'opens_step':
      return `Then it goes on to ${next.stepName ?? 'the next step'}.`;
    case 'needs_approver':
      return `Then it stops at ${next.stepName ?? 'the next step'}, because nobody there can decide yet.`;
    case 'returned':
      return `It goes back to ${requester}, who can change and submit it again.`;
    case 'approved':
      return 'No further signature is asked for.';
    case 'rejected':
      return 'The request ends here.';
  }
}

/** What the decision shown would cause: what comes next, every effect and whether it can be undone, who is told. */
export function Consequences({ choice, requester }: { readonly choice: ConsequencesView; readonly requester: string }) {
  return (
    <ol className={styles.consequences} aria-label="What this decision causes">
      <li>{outcomeOf(choice, requester)}</li>
      {choice.effects.map((effect) => (
        <li key={effect.stepId}>
          {effect.label} <span className={styles.target}>{effect.kind === 'ask' ? 'Done by people' : <>Goes to <span className="mono">{effect.target}</span></>}</span>
          <span className={styles.target}>If the request is undone, {effect.reversible ? `it ${effect.ifReversed ?? 'is undone'}` : <b>{effect.ifReversed === 'stays as it is' ? 'it stays as it is' : (effect.ifReversed ?? 'it cannot be undone from here')}</b>}.</span>
          {effect.ifFails !== undefined && <span className={styles.target}> {effect.ifFails}</span>}
          {effect.sends !== undefined && <Sends text={effect.sends} />}
        </li>
      ))}
      {choice.effects.length === 0 && <li>This decision sends nothing to other systems.</li>}
      {choice.told.map(({ who, how }) => <li key={`${who}${how}`}>{who} is told: {how}</li>)}
    </ol>
  );
}
