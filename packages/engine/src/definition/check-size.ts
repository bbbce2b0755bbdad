import type { Finding, WorkflowDefinition } from './definition.js';
import { conditionsOf } from './outline.js';
import { stepsOf } from './walk.js';

/** How many steps a definition has at most, nested ones included. */
export const stepsMax = 200;
/** How many conditions it has at most, and how many characters they have together. */
export const conditionsMax = 200;
export const conditionTextMax = 20_000;

/**
 * What makes a definition too large to be looked at closer: whatever is asked of one afterwards takes more than its length in time, and
 * everybody who is served by the same process would wait for that. What was published before there was a limit goes on.
 */
export function checkSize({ steps }: WorkflowDefinition): Finding[] {
  const all = stepsOf(steps);
  const conditions = all.flatMap(conditionsOf);
  const characters = conditions.reduce((sum, source) => sum + source.length, 0);
  const messages = [
    ...(all.length > stepsMax ? [`There are ${all.length} steps, and ${stepsMax} is the most. Divide the workflow, or leave some out.`] : []),
    ...(conditions.length > conditionsMax ? [`There are ${conditions.length} conditions, and ${conditionsMax} is the most. Put what several ask into a step around them.`] : []),
    ...(characters > conditionTextMax ? [`The conditions have ${characters} characters in all, and ${conditionTextMax} is the most. Shorten them, or put what several ask into a step around them.`] : []),
  ];
  return messages.map((message) => ({ stepId: null, message }));
}
