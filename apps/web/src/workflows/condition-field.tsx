import type { WorkflowEditorScreen } from '@countersign/contracts/screens';
import { useId } from 'react';
import { describedBy, FieldFrame } from '../ui/fields/field.js';

export interface ConditionFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly source: string;
  readonly isOptional?: boolean;
  /** What is wrong with it; the sentence itself stands with the step. */
  readonly isWrong: boolean;
  readonly findingsId: string;
  readonly onChange: (source: string) => void;
}

/** A condition as its author writes it. */
export function ConditionField({ label, hint, source, isOptional = false, isWrong, findingsId, onChange }: ConditionFieldProps) {
  const id = useId();
  const described = describedBy(id, hint, undefined);
  return (
    <FieldFrame id={id} label={label} isOptional={isOptional} hint={hint ?? null}>
      <textarea
        id={id} rows={2} className="mono" spellCheck={false} autoComplete="off" maxLength={1000} value={source}
        {...described} aria-invalid={isWrong} aria-describedby={[described['aria-describedby'], isWrong && findingsId].filter(Boolean).join(' ') || undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </FieldFrame>
  );
}

/** What conditions can read, by the request types that run on the workflow. */
export function ReadableFields({ types, roles, groups }: { readonly types: WorkflowEditorScreen['data']['requestTypes'] } & Pick<WorkflowEditorScreen['data'], 'roles' | 'groups'>) {
  return (
    <details>
      <summary>What a condition can read</summary>
      <dl>
        {types.flatMap(({ name, fields }) => fields.map(({ path, label, kind, optional }) => <div key={`${name} ${path}`}><dt><code>{path}</code></dt><dd>{label} of {name}: {kind}{optional && '; may be left out, so ask has(…) first'}</dd></div>))}
        {types.length === 0 && <div><dt><code>request.…</code></dt><dd>The fields of the request. No request type runs on this workflow yet, so they are checked once one does.</dd></div>}
        <div><dt><code>requester.memberId</code>, <code>requester.name</code></dt><dd>Who made the request: text</dd></div>
        <div><dt><code>decisions["step-id"]</code></dt><dd>Of an approval step before: <code>.outcome</code> ("approved", "skipped", "waiting" or "not_reached"), <code>.count</code> of signatures, <code>.signers</code>, member ids, <code>.lastAt</code>, text or null, and <code>.rejections</code> and <code>.changesRequested</code>, how often somebody said so since the request was submitted</dd></div>
        <div><dt><code>requester.unit</code></dt><dd>The unit of who made the request: text, or null</dd></div>
        <div><dt><code>requester.managerId</code></dt><dd>Their manager, the nearest who belongs to the company: a member id, or null</dd></div>
        <div><dt><code>requester.roles</code></dt><dd>The ids of their roles, as when the step was come to: <code>"…" in requester.roles</code>{named(roles)}</dd></div>
        <div><dt><code>requester.groups</code></dt><dd>The ids of the groups that they are in, in the same way{named(groups)}</dd></div>
      </dl>
      <p>Examples: <code>decimal(request.amount.amount) &gt;= decimal("5000")</code>, <code>request.category == "Travel" || request.days &gt; 3</code></p>
    </details>
  );
}

/** What the ids stand for, to be copied from here. */
const named = (all: readonly { readonly id: string; readonly name: string }[]) => all.length > 0 && <ul>{all.map(({ id, name }) => <li key={id}>{name}: <code>{id}</code></li>)}</ul>;
