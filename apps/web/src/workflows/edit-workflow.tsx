import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { useId, useRef, useState } from 'react';
import { useBegunSteps } from '../platform/workflows/use-begun-steps.js';
import { useEdited } from '../platform/workflows/use-edited.js';
import { findStep, insertAfter, moveStep, newStep, removeStep, stepsOf, type Definition, type Step, type StepKind } from '../platform/workflows/edit-definition.js';
import { inOrder } from '../platform/workflows/finding-place.js';
import { useAnnouncer } from '../ui/announce/announcer.js';
import { Button } from '../ui/button/button.js';
import { TextField } from '../ui/fields/field.js';
import { nextRow } from '../ui/ledger/next-row.js';
import { SheetPart, sheetStyles } from '../ui/sheet/sheet.js';
import { EditorOutline } from './editor-outline.js';
import { EditorTools, useEditorKeys } from './editor-tools.js';
import { focusField, nameIdOf, rowIdOf, selectInJson } from './field-place.js';
import { JsonField } from './json-field.js';
import { FoundWork, startOf, WhereKept } from './kept-work.js';
import { PublishWorkflowVersionForm } from './publish-workflow-version.form.js';
import { useWorkflowPreview } from './show-workflow-editor.query.js';
import { WhatIsWrong } from './what-is-wrong.js';
import styles from './edit-workflow.module.css';

type Data = WorkflowEditorScreen['data'];

const focusSoon = (id: string) => requestAnimationFrame(() => document.getElementById(id)?.focus());

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
  const [unapplied, setUnapplied] = useState<string | null>(null);
  const { preview, error, isNewest } = useWorkflowPreview(workflow?.id ?? null, definition);
  const begun = useBegunSteps(definition);
  const findings = inOrder(definition, preview?.findings ?? []).filter((finding) => isJson || !begun.isAhead(finding));
  const isUnfilled = findings.length < (preview?.findings.length ?? 0);
  const goTo = useGoTo(isJson, setOpenId);
  const active = activeId === null ? undefined : findStep(definition, activeId);
  const change = (next: Definition, group: string | null) => {
    begun.follow(next);
    edited.change({ definition: next }, group);
  };
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
  return (
    <>
      <FoundWork edited={edited} data={data} />
      {workflow === null && <TextField id={`${id}-name`} label="Name of the workflow" autoComplete="off" maxLength={120} required value={name} hint="Such as Travel approval." onChange={(next) => edited.change({ name: next }, 'name')} />}
      <div className={styles.sides}>
        <SheetPart title="Steps" aside={<Button look="bare" aria-pressed={isJson} onClick={() => setJson(!isJson)}>As JSON</Button>}>
          {!isJson && <EditorTools active={active} edited={edited} onAdd={add} onMove={move} onRemove={remove} />}
          {isJson ? <JsonField definition={definition} text={unapplied} onText={setUnapplied} onApply={(next) => change(next, null)} /> : definition.steps.length === 0 ? <p>There is no step yet. Add the first: whose signature comes first?</p> : <div onBlur={begun.onBlur}><EditorOutline definition={definition} choices={data} findings={findings} openId={openId} onOpen={setOpenId} onGo={goTo.one} onActive={setActiveId} onChange={change} onAdd={onAdd} /></div>}
        </SheetPart>
        <div className={styles.aside}>
          <WhatIsWrong definition={definition} findings={findings} isUnfilled={isUnfilled} isNewest={isNewest} canPublish={preview?.publish.allowed === true} error={error} onGo={goTo.one} onNext={() => goTo.next(findings)} />
          <Differences preview={preview} />
          <SheetPart title="Save and publish">
            <WhereKept edited={edited} data={data} hasUnapplied={unapplied !== null} />
            <PublishWorkflowVersionForm data={data} edited={edited} preview={preview} isChecked={isNewest} isUnfilled={isUnfilled} hasUnapplied={unapplied !== null} onTried={begun.showAll} />
          </SheetPart>
        </div>
      </div>
    </>
  );
}

/** Leads to what findings are about: one of them, or the one after that which was gone to last. */
function useGoTo(isJson: boolean, open: (stepId: string) => void) {
  const last = useRef<string | null>(null);
  const keyOf = ({ stepId, field, message }: WorkflowFinding) => JSON.stringify([stepId, field, message]);
  const one = (finding: WorkflowFinding) => {
    last.current = keyOf(finding);
    if (isJson) return selectInJson(finding.stepId);
    if (finding.stepId !== null) open(finding.stepId);
    focusField(finding.stepId, finding.field);
  };
  const next = (findings: readonly WorkflowFinding[]) => {
    const finding = findings[(findings.findIndex((each) => keyOf(each) === last.current) + 1) % findings.length];
    if (finding) one(finding);
  };
  return { one, next };
}

function Differences({ preview }: { readonly preview: ReturnType<typeof useWorkflowPreview>['preview'] }) {
  if (preview === undefined || preview.liveVersion === null) return null;
  return (
    <SheetPart title={`Against version ${preview.liveVersion}, live`}>
      {preview.differences.length === 0 ? <p className={sheetStyles.quiet}>{preview.findings.length === 0 ? 'No difference.' : 'No difference that can be told yet.'}</p> : <ul className={styles.differences}>{preview.differences.map(({ text }) => <li key={text}>{text}</li>)}</ul>}
    </SheetPart>
  );
}
