import { useState, type FocusEvent } from 'react';
import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { begunBy, isAhead, leftOf, type BegunSteps } from './begun-steps.js';
import type { Definition } from './edit-definition.js';

const none: BegunSteps = new Map();
const stepOf = (element: EventTarget | null): string | undefined => (element instanceof Element ? element.closest<HTMLElement>('[data-of]')?.dataset['of'] : undefined);

/** Follows which steps somebody has begun on the page, and what of them they have come to. */
export function useBegunSteps(definition: Definition) {
  const [begun, setBegun] = useState(none);
  return {
    isAhead: (finding: WorkflowFinding) => isAhead(begun, finding),
    follow: (next: Definition) => setBegun(begunBy(begun, definition, next)),
    /** Publishing or saving was tried: nothing is ahead any more. */
    showAll: () => setBegun(none),
    /** A field was left; with it the step, where the focus goes to something that is not of it. */
    onBlur: ({ target, relatedTarget }: FocusEvent) => {
      const stepId = stepOf(target);
      if (stepId === undefined) return;
      const hasLeft = relatedTarget !== null && stepOf(relatedTarget) !== stepId;
      setBegun(leftOf(begun, stepId, hasLeft ? null : (target.closest<HTMLElement>('[data-field]')?.dataset['field']?.split(' ') ?? [])));
    },
  };
}
