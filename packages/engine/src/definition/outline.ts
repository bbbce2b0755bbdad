import type { Doer, Effect, Source, Step, WorkflowDefinition } from './definition.js';
import { stepsOf } from './walk.js';

/** A step as lists and searches read it, whatever holds it: what it is called, and whom and what it names. */
export interface OutlineStep {
  readonly id: string;
  readonly name: string;
  readonly kind: Step['kind'];
  /** Roles whose holders are named, wherever they work. */
  readonly roleIds: readonly string[];
  /** Roles of which only holders of the requester's unit are named. */
  readonly unitRoleIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly memberIds: readonly string[];
  /** Whether the requester's managers are named. */
  readonly managers: boolean;
  /** Where it asks for authority over the amount; outlines that were kept before there was any do not say so either. */
  readonly authority?: true;
  readonly endpointIds: readonly string[];
  /** Connections that it calls, what undoes it included, or reads from; left out where there are none. */
  readonly connectionIds?: readonly string[];
  /** The calendar by which it counts, where it names one. */
  readonly calendarId?: string;
}

/** A definition's steps in the order in which they are read, nested ones after what holds them. */
export const outlineOf = ({ steps }: WorkflowDefinition): OutlineStep[] => stepsOf(steps).map(outlineStep);

function outlineStep(step: Step): OutlineStep {
  const sources = sourcesOf(step);
  const ids = <K extends Source['kind']>(kind: K, idOf: (source: Extract<Source, { kind: K }>) => string) =>
    [...new Set(sources.flatMap((source) => (source.kind === kind ? [idOf(source as Extract<Source, { kind: K }>)] : [])))];
  const ofUnit = new Set(sources.filter((source) => source.ofUnit === 'requester'));
  const roleIds = (unit: boolean) => [...new Set(sources.flatMap((source) => (source.kind === 'role' && ofUnit.has(source) === unit ? [source.roleId] : [])))];
  return {
    id: step.id,
    name: step.name,
    kind: step.kind,
    roleIds: roleIds(false),
    unitRoleIds: roleIds(true),
    groupIds: ids('group', ({ groupId }) => groupId),
    memberIds: ids('member', ({ memberId }) => memberId),
    managers: sources.some(({ kind }) => kind === 'manager'),
    ...((step.kind === 'approval' && step.approvers.authority === true) || sources.some((source) => source.kind === 'manager' && source.levels === 'authority') ? { authority: true } : {}),
    ...((step.kind === 'approval' || step.kind === 'wait') && step.calendarId !== undefined ? { calendarId: step.calendarId } : {}),
    ...targetsOf(step),
  };
}

function targetsOf(step: Step): Pick<OutlineStep, 'endpointIds' | 'connectionIds'> {
  const effects = effectsOf(step);
  const read = step.kind === 'approval' && step.record !== undefined ? [step.record.connectionId] : [];
  const connectionIds = [...read, ...effects.flatMap((effect) => ('connectionId' in effect ? [effect.connectionId] : []))];
  return { endpointIds: effects.flatMap((effect) => (effect.kind === 'webhook' ? [effect.endpointId] : [])), ...(connectionIds.length > 0 && { connectionIds }) };
}

/** What a step carries out, and what undoes that. */
export function effectsOf(step: Step): readonly Effect[] {
  if (step.kind !== 'effect') return [];
  return typeof step.onReverse === 'string' ? [step.effect] : [step.effect, step.onReverse];
}

/** Everybody whom a step names, to sign it, to be left out, to be asked when it is overdue, to be told, or to do something. */
export function sourcesOf(step: Step): readonly Source[] {
  if (step.kind === 'effect') return effectsOf(step).flatMap((effect) => (effect.kind === 'notice' || effect.kind === 'ask' ? effect.to.flatMap(sourceOf) : []));
  if (step.kind !== 'approval') return [];
  const escalated = step.onOverdue && 'escalateTo' in step.onOverdue ? step.onOverdue.escalateTo : [];
  return [...step.approvers.anyOf, ...(step.approvers.except ?? []), ...escalated];
}

const sourceOf = (one: Doer): Source[] => (one.kind === 'requester' ? [] : one.kind === 'manager' ? [{ kind: 'manager', levels: 1 }] : [one]);

/** A condition and where in its step it stands: `when`, `branches/large/when`, `approvers/anyOf/0/when`. */
export interface PlacedCondition {
  readonly part: string;
  readonly source: string;
}

/** Every condition of a step: its own, its branches', and those of whom it names. */
export function placedConditionsOf(step: Step): readonly PlacedCondition[] {
  const placed = (part: string, source: string | undefined): PlacedCondition[] => (source === undefined ? [] : [{ part: `${part}when`, source }]);
  const branches = step.kind === 'condition' ? step.branches.flatMap(({ id, when }) => placed(`branches/${id}/`, when)) : [];
  if (step.kind !== 'approval') return [...placed('', step.when), ...branches];
  const { approvers, onOverdue, when: own } = step;
  const escalated = onOverdue && 'escalateTo' in onOverdue ? onOverdue.escalateTo : [];
  const lists = [['approvers/anyOf', approvers.anyOf], ['approvers/except', approvers.except ?? []], ['onOverdue/escalateTo', escalated]] as const;
  return [...placed('', own), ...lists.flatMap(([list, sources]) => sources.flatMap(({ when }, index) => placed(`${list}/${index}/`, when)))];
}

export const conditionsOf = (step: Step): readonly string[] => placedConditionsOf(step).map(({ source }) => source);
