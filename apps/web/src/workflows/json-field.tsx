import { useState } from 'react';
import type { Definition } from '../platform/workflows/edit-definition.js';
import { Button } from '../ui/button/button.js';
import { jsonId as id } from './field-place.js';
import styles from './edit-workflow.module.css';

function read(text: string): { readonly definition: Definition } | { readonly problem: string } {
  try {
    const value = JSON.parse(text) as Partial<Definition> | null;
    if (typeof value !== 'object' || value === null || value.formatVersion !== 2 || !Array.isArray(value.steps)) return { problem: 'A definition is an object with "formatVersion": 2 and a list "steps".' };
    const unshaped = unshapedIn(value.steps);
    return unshaped === null ? { definition: value as Definition } : { problem: unshaped };
  } catch (error) {
    return { problem: `This is not JSON: ${error instanceof Error ? error.message : ''}` };
  }
}

const kinds = new Set(['approval', 'condition', 'parallel', 'wait', 'effect', 'end']);
const lists: Readonly<Record<string, readonly string[]>> = { condition: ['branches', 'otherwise'], parallel: ['branches'] };
const objects: Readonly<Record<string, readonly string[]>> = { approval: ['approvers'], effect: ['effect'], wait: ['until'] };

/** What the outline could not be drawn of; everything else is the server's to say. */
function unshapedIn(steps: readonly unknown[]): string | null {
  for (const step of steps as readonly (Readonly<Record<string, unknown>> | null)[]) {
    if (typeof step?.id !== 'string' || typeof step.name !== 'string' || typeof step.kind !== 'string' || !kinds.has(step.kind)) return 'Every step has an "id", a "name" and a "kind", texts; kinds are approval, condition, parallel, wait, effect and end.';
    const { kind } = step;
    if ((lists[kind] ?? []).some((key) => !Array.isArray(step[key]))) return `The step "${step.id}" needs ${(lists[kind] ?? []).map((key) => `a list "${key}"`).join(' and ')}.`;
    if ((objects[kind] ?? []).some((key) => typeof step[key] !== 'object' || step[key] === null)) return `The step "${step.id}" needs an object "${(objects[kind] ?? []).join('", "')}".`;
    if (kind === 'approval' && !Array.isArray((step.approvers as { readonly anyOf?: unknown }).anyOf)) return `The step "${step.id}" needs a list "anyOf" in "approvers".`;
    const inner = (step.branches ?? []) as readonly { readonly id?: unknown; readonly steps?: unknown }[];
    if (inner.some((branch) => typeof branch.id !== 'string' || !Array.isArray(branch.steps))) return `Every branch of "${step.id}" has an "id" and a list "steps".`;
    const found = unshapedIn([...inner.flatMap((branch) => branch.steps as readonly unknown[]), ...((step.otherwise ?? []) as readonly unknown[])]);
    if (found !== null) return found;
  }
  return null;
}

export interface JsonFieldProps {
  readonly definition: Definition;
  /** What is written and not applied; null where nothing is. */
  readonly text: string | null;
  readonly onText: (text: string | null) => void;
  readonly onApply: (definition: Definition) => void;
}

/** The definition as JSON, as it is kept and sent. What is written here is taken over when it is applied. */
export function JsonField({ definition, text, onText, onApply }: JsonFieldProps) {
  const written = JSON.stringify(definition, null, 2);
  const [problem, setProblem] = useState<string | null>(null);
  const apply = () => {
    const found = read(text ?? written);
    if ('problem' in found) return setProblem(found.problem);
    onText(null);
    setProblem(null);
    onApply(found.definition);
  };
  return (
    <>
      <label htmlFor={id}>The definition as JSON</label>
      <p>Its format is a <a href="/v1/workflow-schema">JSON Schema</a>.</p>
      <textarea id={id} className={`mono ${styles.json ?? ''}`} rows={24} spellCheck={false} value={text ?? written} aria-invalid={problem !== null} aria-describedby={problem === null ? undefined : `${id}-problem`} onChange={(event) => onText(event.target.value)} />
      {problem !== null && <p id={`${id}-problem`} role="alert">{problem}</p>}
      <p className={styles.tools}>
        <Button onClick={apply} aria-disabled={text === null}>Apply to the outline</Button>
        {text !== null && <Button look="bare" onClick={() => { onText(null); setProblem(null); }}>Give up what is written here</Button>}
      </p>
      {text !== null && <p role="status" className={styles.quiet}>What is written here is no part of the workflow until it is applied: neither checked, nor kept, nor published.</p>}
    </>
  );
}
