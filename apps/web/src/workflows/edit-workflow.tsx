import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import { useId, useState } from 'react';
import { useEdited, type Edited } from '../platform/workflows/use-edited.js';
import { findStep, insertAfter, moveStep, newStep, removeStep, stepsOf, type Definition, type Step, type StepKind } from '../platform/workflows/edit-definition.js';
import { readFailure } from '../platform/api/failure.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { useKeys } from '../ui/keys/use-keys.js';
import { nextRow } from '../ui/ledger/next-row.js';
import { Notice } from '../ui/notice/notice.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { EditorOutline, nameIdOf, rowIdOf } from './editor-outline.js';
import { EditorTools } from './editor-tools.js';
import { FindingsList } from './findings-list.js';
import { JsonField } from './json-field.js';
import { PublishWorkflowVersionForm } from './publish-workflow-version.form.js';
import { useWorkflowPreview } from './show-workflow-editor.query.js';
import styles from './edit-workflow.module.css';

type Data = WorkflowEditorScreen['data'];

const focusSoon = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());
const startOf = ({ workflow, draft, live }: Data): Edited => ({ name: workflow?.name ?? '', definition: (draft ?? live)?.definition ?? { formatVersion: 2, steps: [] } });

/** The workflow on the desk: changed by keyboard or pointer, kept at this browser at every change, undone step by step. */
export function EditWorkflow({ data, memberId }: { readonly data: Data; readonly memberId: string }) {
  const id = useId();
  const announcer = useAnnouncer();
  const { workflow, latestVersion } = data;
  const edited = useEdited(`workflow-draft ${memberId} ${workflow?.id ?? 'new'}`, latestVersion, () => startOf(data));
  const { definition, name } = edited;
  const [openId, setOpenId] = useState<string | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [isJson, setJson] = useState(false);
  const { preview, error, isNewest } = useWorkflowPreview(workflow?.id ?? null, definition);
  const active = activeId === null ? undefined : findStep(definition, activeId);
  const change = (next: Definition, group: string | null) => edited.change({ definition: next }, group);
  const onAdd = (next: Definition, step: Step) => {
    change(next, null);
    setOpenId(step.id);
    focusSoon(nameIdOf(step.id));
  };
  const add = (kind: StepKind) => {
    const step = newStep(definition, kind);
    onAdd(insertAfter(definition, active?.id ?? definition.steps.at(-1)?.id ?? null, step), step);
  };
  const move = (by: -1 | 1) => {
    if (!active) return;
    const next = moveStep(definition, active.id, by);
    announcer.say(next === definition ? `“${active.name}” is at the ${by < 0 ? 'beginning' : 'end'}.` : `“${active.name}” is moved ${by < 0 ? 'up' : 'down'}.`);
    change(next, null);
    focusSoon(rowIdOf(active.id));
  };
  const remove = () => {
    if (!active) return;
    const order = stepsOf(definition.steps);
    const before = order[order.findIndex((step) => step.id === active.id) - 1];
    change(removeStep(definition, active.id), null);
    announcer.say(`“${active.name}” is removed. It comes back by undoing.`);
    if (before) focusSoon(rowIdOf(before.id));
  };
  const go = (key: string) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
    const at = rows.findIndex((row) => row.id === (active ? rowIdOf(active.id) : ''));
    rows[at < 0 ? 0 : (nextRow(key, at, rows.length) ?? 0)]?.focus();
  };
  useEditorKeys({ add, move, remove, go, undo: edited.undo, redo: edited.redo });
  const { findings = [] } = preview ?? {};
  const known = new Set(stepsOf(definition.steps).map((step) => step.id));
  return (
    <>
      <Kept edited={edited} data={data} />
      <TextField id={`${id}-name`} label="Name of the workflow" autoComplete="off" maxLength={120} readOnly={workflow !== null} required value={name} hint={workflow === null ? 'Such as Travel approval.' : null} onChange={(next) => edited.change({ name: next }, 'name')} />
      <div className={styles.sides}>
        <SheetPart title="Steps" aside={<Button look="bare" aria-pressed={isJson} onClick={() => setJson(!isJson)}>As JSON</Button>}>
          {!isJson && <EditorTools active={active} edited={edited} onAdd={add} onMove={move} onRemove={remove} />}
          {isJson ? <JsonField definition={definition} onApply={(next) => change(next, null)} /> : definition.steps.length === 0 ? <p>There is no step yet. Add the first: whose signature comes first?</p> : <EditorOutline definition={definition} choices={data} findings={findings} openId={openId} onOpen={setOpenId} onActive={setActiveId} onChange={change} onAdd={onAdd} />}
        </SheetPart>
        <div className={styles.aside}>
          <SheetPart title="What is wrong">
            <p role="status" className={sheetStyles.quiet}>{error !== null ? `It could not be checked: ${readFailure(error).sentence}` : !isNewest ? 'Checking…' : findings.length === 0 ? 'Nothing: it can be published.' : findings.length === 1 ? 'One thing has to be changed.' : `${findings.length} things have to be changed.`}</p>
            <FindingsList findings={findings.filter(({ stepId }) => stepId === null || !known.has(stepId))} />
          </SheetPart>
          <Differences preview={preview} />
        </div>
      </div>
      <PublishWorkflowVersionForm data={data} edited={edited} findings={findings} isChecked={isNewest} />
    </>
  );
}

/** Says that something was found from an earlier visit, and that somebody else wrote meanwhile. */
function Kept({ edited, data }: { readonly edited: ReturnType<typeof useEdited>; readonly data: Data }) {
  const { latestVersion } = data;
  const restart = <Button onClick={() => edited.restart(latestVersion, startOf(data))}>{latestVersion === 0 ? 'Begin anew' : `Begin anew from version ${(data.draft ?? data.live)?.version ?? latestVersion}`}</Button>;
  if (edited.base !== latestVersion) {
    return <Notice state="conflict" title={`Version ${latestVersion} was added since you began`} actions={<>{restart}<Button onClick={() => edited.rebase(latestVersion)}>Keep what I wrote</Button></>}><p>What you wrote is kept. Saving it adds a version after that one.</p></Notice>;
  }
  return edited.isFound && edited.isTouched ? <Notice state="draft" title="Found what you were writing" actions={restart}><p>It is kept at this browser and was not saved as a version yet.</p></Notice> : null;
}

function Differences({ preview }: { readonly preview: ReturnType<typeof useWorkflowPreview>['preview'] }) {
  if (preview === undefined || preview.liveVersion === null) return null;
  return (
    <SheetPart title={`Against version ${preview.liveVersion}, live`}>
      {preview.differences.length === 0 ? <p className={sheetStyles.quiet}>{preview.findings.length === 0 ? 'No difference.' : 'No difference that can be told yet.'}</p> : <ul className={styles.differences}>{preview.differences.map(({ text }) => <li key={text}>{text}</li>)}</ul>}
    </SheetPart>
  );
}

interface EditorActs {
  readonly add: (kind: StepKind) => void;
  readonly move: (by: -1 | 1) => void;
  readonly remove: () => void;
  readonly go: (key: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

function useEditorKeys({ add, move, remove, go, undo, redo }: EditorActs): void {
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
