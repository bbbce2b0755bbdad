import { checkApproval } from './check-approval.js';
import { checkCompensation } from './check-compensation.js';
import type { EffectStep, Finding, ParallelStep, Step, WorkflowDefinition } from './definition.js';
import { approvalsOf, sequencesOf, stepsOf } from './walk.js';

/**
 * Everything wrong with a definition as a whole that needs no database to see; empty when it may be published. Each finding names its
 * step and says what to do. What forks joins, and what goes back goes back to a step that was passed: that loops have a way out follows
 * from the format, since each leads through a step where somebody may approve.
 */
export function checkDefinition({ steps }: WorkflowDefinition): Finding[] {
  const all = stepsOf(steps);
  const findings = [...checkIds(all), ...checkOrder(steps, 'sequence', false).findings, ...checkCompensation(steps)];
  for (const step of all) {
    if (step.kind === 'approval') findings.push(...checkApproval(step, steps));
    if (step.kind === 'parallel') findings.push(...checkParallel(step));
    if (step.kind === 'wait' && !('field' in step.until) && !('message' in step.until)) findings.push(...checkLength(step.id, step.name, Object.values(step.until)[0] ?? 0));
  }
  if (approvalsOf(steps).length === 0) findings.push({ stepId: null, message: 'There is no approval step. Add at least one: a workflow without one would approve everything.' });
  else if (mayPassUnsigned(steps)) findings.push({ stepId: null, message: 'There is a way to the end on which nobody is asked. Add an approval to it, or end it as rejected.' });
  return findings;
}

function checkIds(all: readonly Step[]): Finding[] {
  const findings: Finding[] = all.filter(({ id }, index) => all.findIndex((other) => other.id === id) < index).map(({ id }) => ({ stepId: id, message: `The id "${id}" is used twice. Give each step its own id.` }));
  for (const step of all) {
    if (step.kind !== 'condition' && step.kind !== 'parallel') continue;
    const ids = step.branches.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) < index || (step.kind === 'condition' && id === 'otherwise'));
    if (twice !== undefined) findings.push({ stepId: step.id, field: 'branches', message: `"${step.name}" has two branches with the id "${twice}". Give each its own; "otherwise" is the one that is taken where none applies.` });
  }
  return findings;
}

function checkLength(stepId: string, name: string, length: number): Finding[] {
  return length >= 1 ? [] : [{ stepId, field: 'until', message: `"${name}" waits for no time. Give it a length, or leave it out.` }];
}

function checkParallel({ id, name, branches, join }: ParallelStep): Finding[] {
  const findings: Finding[] = [];
  if (branches.length < 2) findings.push({ stepId: id, field: 'branches', message: `"${name}" has ${branches.length} branches. Give it two or more, or put its steps in order.` });
  if (join !== 'all' && (join < 1 || join > branches.length)) findings.push({ stepId: id, field: 'join', message: `"${name}" waits for ${join} of ${branches.length} branches. Ask for at least one and at most all of them.` });
  for (const branch of branches) if (branch.steps.length === 0) findings.push({ stepId: id, field: `branches/${branch.id}`, message: `"${name}" has a branch without steps, which is done at once. Add a step to it, or remove it.` });
  return findings;
}

interface Passing {
  readonly findings: Finding[];
  /** Whether an effect may have been wanted once the sequence is passed. */
  readonly acted: boolean;
  /** Whether nothing comes after it, whatever way is taken. */
  readonly ends: boolean;
}

/** What is wrong with the order of things: steps that nothing leads to, approvals after effects, ends where others still work. */
function checkOrder(steps: readonly Step[], within: 'sequence' | 'parallel', actedBefore: boolean): Passing {
  const findings: Finding[] = [];
  let acted = actedBefore;
  let ends = false;
  for (const step of steps) {
    const { id: stepId, name } = step;
    if (ends) findings.push({ stepId, message: `Nothing leads to "${name}": every way ends before it. Move it, or remove it.` });
    if (step.kind === 'approval' && acted) findings.push({ stepId, message: `"${name}" comes after an effect. Effects run once everything is approved: move it before them.` });
    if (step.kind === 'effect') findings.push(...checkEffect(step, within));
    if (step.kind === 'end' && within === 'parallel' && step.outcome === 'approved') findings.push({ stepId, message: `"${name}" would approve while others are still asked. Put it after the parallel step, or end it as rejected.` });
    const inner = sequencesOf(step).map((sequence) => checkOrder(sequence, step.kind === 'parallel' ? 'parallel' : within, acted));
    findings.push(...inner.flatMap((passing) => passing.findings));
    acted ||= step.kind === 'effect' || inner.some((passing) => passing.acted);
    ends ||= step.when === undefined && (step.kind === 'end' || (step.kind === 'condition' && inner.every((passing) => passing.ends)));
  }
  return { findings, acted, ends };
}

function checkEffect({ id, name }: EffectStep, within: 'sequence' | 'parallel'): Finding[] {
  return within === 'parallel' ? [{ stepId: id, message: `"${name}" is an effect beside steps that are still asked. Effects run once everything is approved: move it behind the parallel step.` }] : [];
}

/** Whether there is a way through that leads to no approval step at all, and to no end that is a rejection. */
function mayPassUnsigned(steps: readonly Step[]): boolean {
  for (const step of steps) {
    if (step.kind === 'approval') return false;
    if (step.kind === 'end') return step.outcome === 'approved';
    const ways = sequencesOf(step).map((sequence) => mayPassUnsigned(sequence));
    if (step.kind === 'condition' && !ways.includes(true)) return false;
    if (step.kind === 'parallel' && ways.filter(Boolean).length < (step.join === 'all' ? ways.length : step.join)) return false;
  }
  return true;
}
