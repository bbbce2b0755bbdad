import * as z from 'zod/mini';
import { workflowDefinition } from '../workflows/definition.js';

/**
 * The format of workflow definitions as a JSON Schema (2020-12), made from what the contract checks, both formats of it.
 * What no schema can say (that a step is reached, that a condition fits a form) is said by a preview.
 */
export const workflowSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(workflowDefinition, { target: 'draft-2020-12', io: 'input', reused: 'ref' }),
  $id: 'urn:countersign:workflow-definition',
  title: 'Workflow definition',
  description: 'How a request is approved and carried out. `formatVersion` 2 is the one to write; 1 is read for as long as versions published in it run. Conditions are CEL over `request`, the fields of the form; `requester`, with unit, memberId, name, managerId, and the lists of ids roles and groups; and, in steps and branches, `decisions` by the id of an approval step before.',
});
