import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { placeText } from '../platform/workflows/finding-place.js';
import { stepsOf, type Definition } from '../platform/workflows/edit-definition.js';
import { readFailure } from '../platform/api/failure.js';
import { Button } from '../ui/button/button.js';
import { KeyCap } from '../ui/keys/key-cap.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { FindingsList } from './findings-list.js';
import styles from './edit-workflow.module.css';

export interface WhatIsWrongProps {
  readonly definition: Definition;
  /** In the order of the outline. */
  readonly findings: readonly WorkflowFinding[];
  /** Whether there is more, which somebody has not come to yet. */
  readonly isUnfilled: boolean;
  /** Whether they are of what stands here now. */
  readonly isNewest: boolean;
  /** Whether nothing else stands in the way of publishing it either. */
  readonly canPublish: boolean;
  readonly error: Error | null;
  readonly onGo: (finding: WorkflowFinding) => void;
  /** Goes to the one after the one that was gone to last. */
  readonly onNext: () => void;
}

/** Said instead of what is wrong with what somebody has only begun. */
export const unfilledText = 'A step that you began is not filled in yet.';

/** How much has to be changed, and the way to each; the sentence of a step's stands with the step. */
export function WhatIsWrong({ definition, findings, isUnfilled, isNewest, canPublish, error, onGo, onNext }: WhatIsWrongProps) {
  const [first] = findings;
  const known = new Set(stepsOf(definition.steps).map((step) => step.id));
  const placed = findings.filter(({ stepId }) => stepId !== null && known.has(stepId));
  useKeys(first === undefined ? [] : [{ keys: 'F8', does: 'Next thing to change', group: 'List', inFields: true, run: (event) => { event.preventDefault(); onNext(); } }]);
  const text = error !== null ? `It could not be checked: ${readFailure(error).sentence}` : !isNewest ? 'Checking…' : first === undefined ? (isUnfilled ? unfilledText : canPublish ? 'Nothing: it can be published.' : 'Nothing.') : findings.length === 1 ? 'One thing has to be changed.' : `${findings.length} things have to be changed.`;
  return (
    <SheetPart title="What is wrong">
      <p role="status" className={sheetStyles.quiet}>{first === undefined || !isNewest || error !== null ? text : <button type="button" className={styles.lead} aria-keyshortcuts="F8" onClick={() => onGo(first)}>{text} <KeyCap keys="F8" /></button>}</p>
      <FindingsList findings={findings.filter((finding) => !placed.includes(finding))} onGo={onGo} />
      {placed.length > 0 && (
        <ul className={styles.leads} aria-label="Where it has to be changed">
          {placed.map((finding, index) => <li key={`${index} ${finding.message}`}><Button look="bare" onClick={() => onGo(finding)}>{placeText(definition, finding)}</Button></li>)}
        </ul>
      )}
    </SheetPart>
  );
}
