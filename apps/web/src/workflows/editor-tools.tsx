import { useId, useState } from 'react';
import { kindNames, type Step, type StepKind } from '../platform/workflows/edit-definition.js';
import type { EditedWorkflow } from '../platform/workflows/use-edited.js';
import { Button } from '../ui/button/button.js';
import { useKeys } from '../ui/keys/use-keys.js';
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
  const placeId = useId();
  return (
    <div className={styles.tools} role="group" aria-label="Change the steps">
      <select id={addId} aria-label="Kind of the new step" value={kind} onChange={(event) => setKind(event.target.value as StepKind)}>
        {Object.entries(kindNames).map(([id, name]) => <option key={id} value={id}>{name}</option>)}
      </select>
      <Button keys="n" aria-describedby={placeId} onClick={() => onAdd(kind)}>Add a step</Button>
      <Button keys="Alt+ArrowUp" aria-disabled={active === undefined} onClick={() => onMove(-1)}>Move up</Button>
      <Button keys="Alt+ArrowDown" aria-disabled={active === undefined} onClick={() => onMove(1)}>Move down</Button>
      <Button keys="Delete" aria-disabled={active === undefined} onClick={onRemove}>Remove the step</Button>
      <Button keys="$mod+z" aria-disabled={!edited.canUndo} onClick={edited.undo}>Undo</Button>
      <Button aria-disabled={!edited.canRedo} onClick={edited.redo}>Redo</Button>
      {/* One line, whatever has the focus: what moved as a step is pressed would not be pressed. */}
      <p id={placeId} className={styles.newPlace}>{active === undefined ? 'A new step comes last.' : `A new step comes after “${active.name}”.`}</p>
    </div>
  );
}

export interface EditorActs {
  readonly add: (kind: StepKind) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
  readonly go: (key: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** The keys of the editor of workflows. */
export function useEditorKeys({ add, move, remove, go, undo, redo }: EditorActs): void {
  // A browser's own undo knows nothing of what React wrote: this one takes its place in fields too.
  const instead = (act: () => void) => (event: KeyboardEvent) => { event.preventDefault(); act(); };
  useKeys([
    { keys: 'j', does: 'Next step', group: 'List', run: () => go('j') },
    { keys: 'k', does: 'Step before', group: 'List', run: () => go('k') },
    { keys: 'n', does: 'Add a step after this one', group: 'List', run: instead(() => add('approval')) },
    { keys: 'b', does: 'Branch after this step', group: 'List', run: instead(() => add('condition')) },
    { keys: 'Alt+ArrowUp', does: 'Move the step up', group: 'List', inFields: true, run: instead(() => move(-1)) },
    { keys: 'Alt+ArrowDown', does: 'Move the step down', group: 'List', inFields: true, run: instead(() => move(1)) },
    { keys: 'Delete', does: 'Remove the step', group: 'List', run: instead(remove) },
    { keys: '$mod+z', does: 'Undo', group: 'Everywhere', inFields: true, run: instead(undo) },
    { keys: '$mod+Shift+z', does: 'Redo', group: 'Everywhere', inFields: true, run: instead(redo) },
  ]);
}
