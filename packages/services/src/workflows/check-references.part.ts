import { compileCondition } from '@countersign/conditions';
import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import { checkDefinition, type Finding, type WorkflowDefinition } from '@countersign/engine';

/** Refuses a definition that could not run here, with every finding: its shape, its conditions, and what it names in this tenant. */
export async function refuseUnlessSound(tx: Tx, definition: WorkflowDefinition): Promise<void> {
  const findings = [...checkDefinition(definition), ...conditionFindings(definition), ...(await referenceFindings(tx, definition))];
  if (findings.length === 0) return;
  const errors = findings.map(({ stepId, message }) => ({ pointer: stepId === null ? '/body/definition' : `/body/definition/steps/${stepId}`, detail: message }));
  throw new Refusal('definition_invalid', { detail: `${findings.length === 1 ? 'One thing has' : `${findings.length} things have`} to be changed first. Nothing was saved.`, errors });
}

function conditionFindings(definition: WorkflowDefinition): Finding[] {
  return definition.steps.flatMap((step) => {
    if (step.when === undefined) return [];
    const compiled = compileCondition(step.when);
    return compiled.ok ? [] : [{ stepId: step.id, message: `The condition of "${step.name}" cannot be read: ${compiled.message}` }];
  });
}

async function referenceFindings(tx: Tx, definition: WorkflowDefinition): Promise<Finding[]> {
  const roleIds = definition.steps.flatMap((step) => (step.kind === 'approval' ? step.approvers.roleIds : []));
  const endpointIds = definition.steps.flatMap((step) => (step.kind === 'effect' ? [step.effect.endpointId] : []));
  const roles = new Set((await tx.roles.findMany(roleIds)).map((role) => role.id));
  const endpoints = endpointIds.length === 0 ? new Set<string>() : await tx.webhooks.knownEndpoints(endpointIds);
  const { people } = await tx.requests.peopleFor(definition, null);
  const members = new Set(people.map((person) => person.memberId));
  return definition.steps.flatMap((step): Finding[] => {
    if (step.kind === 'effect') {
      return endpoints.has(step.effect.endpointId) ? [] : [{ stepId: step.id, message: `"${step.name}" calls a webhook endpoint that does not exist. Choose one from the list.` }];
    }
    const unknownRole = step.approvers.roleIds.some((id) => !roles.has(id));
    const unknownMember = step.approvers.memberIds.some((id) => !members.has(id));
    return unknownRole || unknownMember ? [{ stepId: step.id, message: `"${step.name}" names a role or member that does not exist. Choose from the list.` }] : [];
  });
}
