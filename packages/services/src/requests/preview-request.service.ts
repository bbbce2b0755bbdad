import { Refusal } from '@countersign/contracts/platform';
import { checkContent } from '@countersign/contracts/request-types';
import type { PreviewedStep, previewRequest, RequestPreview } from '@countersign/contracts/requests';
import { findStep, readDefinition, type Fact, type Named, type RefusalOfCommand, type WorkflowDefinition } from '@countersign/engine';
import { readsStanding } from '../workflows/index.js';
import { actorOf, type Call, type House } from '../platform/index.js';
import { foreseeRun, type Foreseen } from './foresee-run.part.js';
import { stepNameOf } from './run-change.part.js';
import { calendarIdsOf, countsTime } from './timers-of.part.js';
import { worldOf } from './world.part.js';

const namedMax = 20;

/** Shows the way that a content would go, as far as it can be foreseen. It reads, and writes nothing. */
export class PreviewRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewRequest>): Promise<RequestPreview> {
    const actor = actorOf(call.caller);
    const content = readContent(call.input.query.content);
    return this.house.tenancy.read(actor, async (tx) => {
      const type = await tx.requestTypes.find(call.input.query.requestTypeId);
      if (!type) throw new Refusal('not_found');
      const workflow = await tx.workflows.findPublished(type.latest.workflowId);
      if (!workflow) throw new Refusal('workflow_not_published');
      // What is not filled in yet is no mistake; what is filled in wrongly cannot be worked with.
      if (checkContent({ ...type.latest.form, required: [] }, content).length > 0) return { outcome: 'incomplete', why: 'A field that decides it is not filled in as it asks.', steps: [] };
      const definition = readDefinition(workflow.definition);
      const { people, managers } = await tx.requests.peopleFor(workflow.outline, { requesterId: actor.memberId, unit: actor.unit, requestTypeId: type.id });
      const standing = readsStanding(definition) ? await tx.requests.standingOf(actor.memberId) : null;
      const calendars = countsTime(definition) ? await tx.calendars.listApplying(calendarIdsOf(workflow.outline)) : [];
      const file = { people, managers, calendars, notApproved: [], requestType: type.latest, requester: { memberId: actor.memberId, name: actor.name, unit: actor.unit, standing }, revision: { content } };
      const names = new Map([[actor.memberId, actor.name], ...people.map(({ memberId, name }) => [memberId, name] as const)]);
      return previewOf(definition, foreseeRun(definition, actor.memberId, worldOf(file, content, this.house.now())), names);
    });
  }
}

function readContent(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below: what the parser says is for programmers.
  }
  const detail = 'This must be a JSON object.';
  throw new Refusal('invalid_input', { detail, errors: [{ pointer: '/query/content', detail }] });
}

function previewOf(definition: WorkflowDefinition, { facts, refusal }: Foreseen, names: ReadonlyMap<string, string>): RequestPreview {
  const steps = facts.flatMap((fact) => stepOf(definition, fact, names) ?? []);
  if (refusal?.code === 'condition_failed') return { outcome: 'incomplete', why: `“${stepNameOf(definition, refusal.stepId)}” depends on something that is not filled in yet.`, steps };
  const stopped = steps.find(({ state }) => state === 'nobody');
  const why = refusal ? whyNot(refusal) : stopped ? `It would stop at “${stopped.name}”: nobody can sign that.` : null;
  return { outcome: why === null ? 'complete' : 'stops', why, steps };
}

const whyNot = ({ code }: RefusalOfCommand) => (code === 'no_step_applies' ? 'No step would ask anybody, so it could not be submitted.' : 'It cannot be foreseen how it would go on.');

function stepOf(definition: WorkflowDefinition, fact: Fact, names: ReadonlyMap<string, string>): PreviewedStep | null {
  if (!('stepId' in fact)) return null;
  const step = { stepId: fact.stepId, name: stepNameOf(definition, fact.stepId), kind: findStep(definition.steps, fact.stepId)?.kind ?? 'approval' };
  const nobody = { quorum: null, candidates: [], more: 0, excluded: [] };
  switch (fact.kind) {
    case 'task_opened':
    case 'approver_missing':
      return {
        ...step,
        state: fact.kind === 'task_opened' ? 'asked' : 'nobody',
        quorum: fact.quorum,
        candidates: namedOf(fact.candidates, names),
        more: Math.max(0, fact.candidates.length - namedMax),
        excluded: namedOf(fact.excluded, names),
      };
    case 'step_skipped':
      return { ...step, state: 'skipped', ...nobody };
    case 'wait_started':
      return { ...step, state: 'waits', ...nobody };
    case 'effect_wanted':
      return { ...step, state: 'carried_out', ...nobody };
    default:
      return null;
  }
}

const namedOf = (people: readonly Named[], names: ReadonlyMap<string, string>) =>
  people.slice(0, namedMax).flatMap(({ memberId, because }) => {
    const name = names.get(memberId);
    return name === undefined ? [] : [{ memberId, name, because }];
  });
