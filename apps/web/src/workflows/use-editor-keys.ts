import type { StepKind } from '../platform/workflows/edit-definition.js';
import { useKeys } from '../ui/keys/use-keys.js';

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
