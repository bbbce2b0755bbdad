import type { Tx } from '@countersign/database/platform';
import type { RequestTypeRow } from '@countersign/database/request-types';
import { Refusal } from '@countersign/contracts/platform';
import type { showSubmit, SubmitScreen } from '@countersign/contracts/screens';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, type Call, type House } from '../platform/index.js';
import { conditionText } from './condition-text.part.js';
import { approverText } from './request-sheet.part.js';
import { frameOf } from './screen-frame.part.js';

type Selected = NonNullable<SubmitScreen['data']['selected']>;
const choicesMax = 100;

/** What can be requested, and the form of the one chosen with the way that it would go. */
export class ShowSubmitService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showSubmit>): Promise<SubmitScreen> {
    const actor = actorOf(call.caller);
    const { requestTypeId, relatedRequestId } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const { waiting: _, ...frame } = await frameOf(tx, actor, this.house.now());
      const { items } = await tx.requestTypes.list({ limit: choicesMax, after: null });
      const choices = items.map(({ id, name, description, publishedVersion }) => ({ id, name, description, ready: publishedVersion !== null }));
      const type = requestTypeId === undefined ? null : await tx.requestTypes.find(requestTypeId);
      if (requestTypeId !== undefined && type === null) throw new Refusal('not_found');
      const [related = null] = relatedRequestId === undefined ? [] : await tx.requestLinks.findVisible([relatedRequestId], visibleRequests(actor.ability));
      if (relatedRequestId !== undefined && related === null) throw new Refusal('not_found');
      return { ...frame, data: { choices, related, selected: type ? await formOf(tx, type, actor.unit) : null } };
    });
  }
}

async function formOf(tx: Tx, type: RequestTypeRow, unit: string | null): Promise<Selected> {
  const { form, titleField, amountField, version, workflowId } = type.latest;
  const workflow = await tx.workflows.findPublished(workflowId);
  const people = workflow ? (await tx.requests.peopleFor(workflow.definition, unit)).people : [];
  const route = (workflow?.definition.steps ?? []).map((step) => ({
    name: step.name,
    who: step.kind === 'approval' ? approverText(step, people) : 'carried out once all have signed',
    when: step.when === undefined ? null : conditionText(step.when, form),
  }));
  return { requestTypeId: type.id, name: type.name, version, form, titleField, amountField, route };
}
