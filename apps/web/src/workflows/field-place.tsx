import type { ReactNode } from 'react';
import { waysTo } from '../platform/workflows/finding-place.js';
import styles from './edit-workflow.module.css';

export const rowIdOf = (stepId: string): string => `step-${stepId}`;
export const nameIdOf = (stepId: string): string => `name-${stepId}`;
/** What is about no step leads to where steps are added. */
export const addId = 'add-step';
export const jsonId = 'workflow-json';

const canHaveFocus = 'input, select, textarea, button';

/** Where the fields of a way within a step are, so that a finding leads to them; of several ways, each. */
export function FieldPlace({ field, children }: { readonly field: string; readonly children: ReactNode }) {
  return <div className={styles.place} data-field={field}>{children}</div>;
}

function drawnAt(stepId: string, field: string): HTMLElement | undefined {
  for (const way of waysTo(field)) {
    const places = document.querySelectorAll<HTMLElement>(`[data-field~="${CSS.escape(way)}"]`);
    const own = [...places].find((place) => place.closest<HTMLElement>('[data-of]')?.dataset.of === stepId);
    if (own) return own.querySelector<HTMLElement>(canHaveFocus) ?? undefined;
  }
  return undefined;
}

/** Gives the focus to a field of a step, or to the step where no field of that way is drawn. What was just opened is drawn a frame later. */
export function focusField(stepId: string | null, field: string | null): void {
  requestAnimationFrame(() => {
    const target = stepId === null ? document.getElementById(addId) : ((field === null ? undefined : drawnAt(stepId, field)) ?? document.getElementById(rowIdOf(stepId)));
    const folded = target?.closest('details:not([open])');
    if (folded instanceof HTMLDetailsElement) folded.open = true;
    target?.focus();
  });
}

/** The same where the definition is written as JSON: the step is selected there by its id. */
export function selectInJson(stepId: string | null): void {
  const text = document.getElementById(jsonId);
  if (!(text instanceof HTMLTextAreaElement)) return;
  const wanted = `"id": ${JSON.stringify(stepId)}`;
  const at = stepId === null ? -1 : text.value.indexOf(wanted);
  text.focus();
  if (at >= 0) text.setSelectionRange(at, at + wanted.length);
}
