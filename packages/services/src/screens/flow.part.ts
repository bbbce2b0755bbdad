import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import type { FlowStep, RequestSheet } from '@countersign/contracts/screens';
import { pathOfRun, stepsOf, type ApprovalStep, type Fact, type Source, type Step, type StepPath } from '@countersign/engine';
import { canonicalJson, instantOf } from '../platform/index.js';
import { definitionOf, maySign, worldOf } from '../requests/index.js';
import { targetIdOf } from '../workflows/index.js';
import { conditionViewOf } from './condition-text.part.js';
import { placedSteps } from './step-place.part.js';
import { foreseenOf, stepStateOf, type ShownRun } from './step-state.part.js';
import { namesOf, peopleText, waitingPeople } from './timeline.part.js';
import { effectOfStep, type EffectOfStep } from './told-effect.part.js';

/** A value that a condition read is shown up to so many characters; the fact keeps all of it. */
const valueMaxCharacters = 200;

/** The steps of the version that the run is pinned to: where each stands, who acted or can act, and by its facts what led there. */
export function flowOf(file: RequestFile, history: RequestHistory, now: Date): Pick<RequestSheet, 'flow' | 'round'> {
  const world = worldOf(file, file.revision.content, now);
  const path = pathOfRun(history.facts.map(({ fact }) => fact as Fact));
  const { steps } = definitionOf(file);
  const { state } = file.run;
  const told = new Map(stepsOf(steps).flatMap(({ id }) => effectOfStep(history, id) ?? []).map((each) => [each.stepId, each] as const));
  const run: ShownRun = { steps, state, effects: [...told.values()], evaluate: (step, source) => world.evaluate(step, source, state), stoppedAt: stoppedAt(file, history) };
  const nameOf = namesOf(file, history);
  const flow = placedSteps(steps, [file.requestType.form]).map(({ step, depth, branch }): FlowStep => ({
    stepId: step.id,
    name: step.name,
    kind: step.kind,
    depth,
    branch,
    state: stepStateOf(step, run),
    who: whoOf(step, file, history),
    condition: step.when === undefined ? null : conditionViewOf(step.when, [file.requestType.form]),
    ...toldOf(path.steps.get(step.id), nameOf),
    foreseen: (path.steps.get(step.id)?.reachedAt ?? null) === null ? foreseenOf(step, run) : null,
    waitsFor: waitingPeople(history, step.id).map(({ memberId, name }) => ({ memberId, name })),
    ...effectIn(told, step.id),
  }));
  return { flow, round: { ...path.round, beganAt: instantOf(path.round.beganAt) } };
}

const effectIn = (told: ReadonlyMap<string, EffectOfStep>, stepId: string): Pick<FlowStep, 'effect'> => {
  const known = told.get(stepId);
  return known === undefined ? {} : { effect: known.effect };
};

/** A run that was given back, or ended by somebody, stands at no step any more; it stopped at the one whose task did that. */
function stoppedAt({ run: { state } }: RequestFile, history: RequestHistory): string | null {
  if (state.status === 'returned' || state.status === 'rejected') return state.refusedBy?.stepId ?? null;
  return state.status === 'withdrawn' || state.status === 'cancelled' ? (history.tasks.find(({ status }) => status === 'withdrawn')?.stepId ?? null) : null;
}

/** What the facts tell of a step, as the screen shows it. */
function toldOf(step: StepPath | undefined, nameOf: (memberId: string) => string): Pick<FlowStep, 'evaluated' | 'reachedAt' | 'closedAt' | 'decisions'> {
  if (step === undefined) return { evaluated: null, reachedAt: null, closedAt: null, decisions: [] };
  const { condition, reachedAt, closedAt, decisions } = step;
  return {
    evaluated: condition && { at: instantOf(condition.at), result: condition.result, inputs: Object.entries(condition.inputs).map(([path, value]) => ({ path, value: valueText(value) })) },
    reachedAt: reachedAt && instantOf(reachedAt),
    closedAt: closedAt && instantOf(closedAt),
    decisions: decisions.map(({ memberId, verdict, reason, revision, at }) => ({ memberId, name: nameOf(memberId), verdict, reason, revision, at: instantOf(at) })),
  };
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return [...text].length > valueMaxCharacters ? `${[...text].slice(0, valueMaxCharacters).join('')}…` : text;
}

function whoOf(step: Step, file: RequestFile, history: RequestHistory): string {
  if (step.kind === 'effect' && step.effect.kind === 'ask') return history.effects.find(({ stepId, undoesId }) => stepId === step.id && undoesId === null)?.target ?? '';
  if (step.kind === 'effect') return [...file.endpoints, ...file.connections].find(({ id }) => id === targetIdOf(step.effect))?.name ?? '';
  if (step.kind !== 'approval') return '';
  const { doneStepIds, openTasks } = file.run.state;
  const signed = history.decisions.filter((decision) => decision.stepId === step.id && decision.verdict === 'approve').map((decision) => decision.memberName);
  if (doneStepIds.includes(step.id)) return peopleText([...new Set(signed)]);
  if (openTasks.some(({ stepId }) => stepId === step.id)) return peopleText(waitingPeople(history, step.id).map(({ name }) => name));
  return approverText(step, file.people);
}

/** Who a step would ask, by the rule rather than by name; a role that none of its holders may sign by asks nobody. */
export function approverText(step: ApprovalStep, named: RequestFile['people']): string {
  const people = named.filter(maySign);
  const roles = new Map(people.flatMap((person) => person.roles.map((role) => [role.id, role.name] as const)));
  const groups = new Map(people.flatMap((person) => person.groups.map((group) => [group.id, group.name] as const)));
  const names = new Map(people.map((person) => [person.memberId, person.name]));
  const parts = step.approvers.anyOf.flatMap((source) => sourceName(source, { roles, groups, names }) ?? []);
  const unit = step.approvers.anyOf.some(({ ofUnit }) => ofUnit === 'requester') ? ' of your unit' : '';
  return parts.length === 0 ? 'nobody yet' : `${parts.join(', ')}${unit}`;
}

type ById = ReadonlyMap<string, string>;

function sourceName(source: Source, { roles, groups, names }: { readonly roles: ById; readonly groups: ById; readonly names: ById }): string | null {
  switch (source.kind) {
    case 'role':
      return roles.get(source.roleId) ?? null;
    case 'member':
      return names.get(source.memberId) ?? null;
    case 'group':
      return groups.get(source.groupId) ?? null;
    case 'manager':
      if (source.levels === 'authority') return 'the first manager whose authority covers it';
      return source.levels === 1 ? 'the manager' : `the managers, up to ${source.levels} levels`;
  }
}
