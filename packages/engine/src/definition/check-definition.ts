import type { Finding, Step, WorkflowDefinition } from './definition.js';

/** Everything wrong with a definition's shape that needs no database to see; empty when it may be published. */
export function checkDefinition(definition: WorkflowDefinition): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let effectSeen = false;
  for (const step of definition.steps) {
    if (seen.has(step.id)) findings.push({ stepId: step.id, message: `The id "${step.id}" is used twice. Give each step its own id.` });
    seen.add(step.id);
    if (step.kind === 'effect') effectSeen = true;
    else if (effectSeen) findings.push({ stepId: step.id, message: `"${step.name}" comes after an effect. Effects run once everything is approved: move it before them.` });
    findings.push(...checkStep(step));
  }
  if (!definition.steps.some((step) => step.kind === 'approval')) {
    findings.push({ stepId: null, message: 'There is no approval step. Add at least one: a workflow without one would approve everything.' });
  }
  return findings;
}

function checkStep(step: Step): Finding[] {
  if (step.kind === 'effect') return [];
  const findings: Finding[] = [];
  const { roleIds, memberIds } = step.approvers;
  if (roleIds.length + memberIds.length === 0) {
    findings.push({ stepId: step.id, message: `"${step.name}" names nobody who may sign. Name a role or a member.` });
  }
  if (!Number.isInteger(step.quorum) || step.quorum < 1) {
    findings.push({ stepId: step.id, message: `"${step.name}" asks for ${step.quorum} approvals. Ask for at least one.` });
  }
  if (roleIds.length === 0 && memberIds.length > 0 && step.quorum > new Set(memberIds).size) {
    findings.push({ stepId: step.id, message: `"${step.name}" asks for ${step.quorum} approvals but names ${new Set(memberIds).size} members. Lower the number or name more.` });
  }
  return findings;
}
