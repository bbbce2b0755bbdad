import { useState } from 'react';
import { kindNames, type Step, type StepKind } from '../platform/workflows/edit-definition.js';
import type { EditedWorkflow } from '../platform/workflows/use-edited.js';
import { Button } from '../ui/button/button.js';
import { addId } from './field-place.js';
import styles from './edit-workflow.module.css';

export interface EditorToolsProps {
  /** The step that they act on. */
  readonly active: Step | undefined;
  readonly edited: EditedWorkflow;
  readonly onAdd: (kind: StepKind) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** What can be done with the steps, for who does not know the keys. */
export function EditorTools({ active, edited, onAdd, onMove, onRemove }: EditorToolsProps) {
  const [kind, setKind] = useState<StepKind>('approval');
  return (
    <div className={styles.tools} role="group" aria-label="Change the steps">
      <select id={addId} aria-label="Kind of the new step" value={kind} onChange={(event) => setKind(event.target.value as StepKind)}>
        {Object.entries(kindNames).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
      </select>
      <Button keys="n" onClick={() => onAdd(kind)}>{active === undefined ? 'Add a step' : `Add after ${active.name}`}</Button>
      <Button keys="Alt+ArrowUp" aria-disabled={active === undefined} onClick={() => onMove(-1)}>Move up</Button>
      <Button keys="Alt+ArrowDown" aria-disabled={active === undefined} onClick={() => onMove(1)}>Move down</Button>
      <Button keys="Delete" aria-disabled={active === undefined} onClick={onRemove}>Remove the step</Button>
      <Button keys="$mod+z" aria-disabled={!edited.canUndo} onClick={edited.undo}>Undo</Button>
      <Button aria-disabled={!edited.canRedo} onClick={edited.redo}>Redo</Button>
    </div>
  );
}
