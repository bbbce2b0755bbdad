import type { Tx } from '@countersign/database/platform';
import type { RequestTypeRow } from '@countersign/database/request-types';
import { Refusal } from '@countersign/contracts/platform';
import type { showSubmit, SubmitScreen } from '@countersign/contracts/screens';
import { readDefinition, stepsOf, type Step, type WorkflowDefinition } from '@countersign/engine';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { stepsReading } from '../workflows/index.js';
import { conditionText } from './condition-text.part.js';
import { approverText } from './flow.part.js';
import { frameOf } from './screen-frame.part.js';
import { placedSteps } from './step-place.part.js';

type Selected = NonNullable<SubmitScreen['data']['selected']>;
const choicesMax = 100;

/** What can be requested, and the form of the one chosen with the way that it would go. */
export class ShowSubmitService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showSubmit>): Promise<SubmitScreen> {
    const actor = actorOf(call.caller);
    const { requestTypeId, relatedRequestId } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, this.house.now());
      const { items } = await tx.requestTypes.list({ limit: choicesMax, after: null });
      const choices = items.map(({ id, name, description, publishedVersion }) => ({ id, name, description, ready: publishedVersion !== null }));
      const type = requestTypeId === undefined ? null : await tx.requestTypes.find(requestTypeId);
      if (requestTypeId !== undefined && type === null) throw new Refusal('not_found');
      const [related = null] = relatedRequestId === undefined ? [] : await tx.requestLinks.findVisible([relatedRequestId], visibleRequests(actor.ability));
      if (relatedRequestId !== undefined && related === null) throw new Refusal('not_found');
      return { ...frame, data: { choices, related, selected: type ? await formOf(tx, type, actor) : null } };
    });
  }
}

async function formOf(tx: Tx, type: RequestTypeRow, { memberId, unit }: Actor): Promise<Selected> {
  const { form, titleField, amountField, version, workflowId } = type.latest;
  const workflow = await tx.workflows.findPublished(workflowId);
  const people = workflow ? (await tx.requests.peopleFor(workflow.outline, { requesterId: memberId, unit, requestTypeId: type.id })).people : [];
  const definition = workflow && readDefinition(workflow.definition);
  const steps = definition ? placedSteps(definition.steps, [form]) : [];
  const decidingFields = Object.keys((form.properties ?? {}) as object).filter((field) => field === amountField || (definition !== null && decidesBy(definition, field)));
  const route = steps.flatMap(({ step, branch }) => {
    const who = step.kind === 'approval' ? approverText(step, people) : routeText(step);
    const conditions = [step.when, branch?.condition?.source].flatMap((source) => (source === undefined ? [] : [conditionText(source, form)]));
    return who === null ? [] : [{ name: step.name, who, when: conditions.length === 0 ? null : conditions.join(', ') }];
  });
  return { requestTypeId: type.id, name: type.name, version, form, titleField, amountField, decidingFields, route };
}

/** Whether the way of a request depends on a field: a condition reads it, or a wait is for its day. */
const decidesBy = (definition: WorkflowDefinition, field: string) =>
  stepsReading(definition, field).length > 0 || stepsOf(definition.steps).some((step) => step.kind === 'wait' && 'field' in step.until && step.until.field === field);

/** What a step that asks nobody does, for who is about to submit; null for one that only leads to others. */
function routeText({ kind }: Step): string | null {
  if (kind === 'effect') return 'carried out once all have signed';
  if (kind === 'wait') return 'waits';
  return kind === 'end' ? 'ends there' : null;
}
