import { repairEffect, resolveEffect } from '@countersign/contracts/effects';
import { getRequest, reviseRequest, submitRequest } from '@countersign/contracts/requests';
import { showRequest } from '@countersign/contracts/screens';
import { addSigner, decideRequest, reassignTask, revokeDecision } from '@countersign/contracts/tasks';
import { need } from '../platform/need.js';
import type { Caller } from './caller.js';
import type { Act } from './scenarios/scenario.js';
import type { CompanyMade } from './set-up-company.js';

type ActOf<K extends Act['does']> = Extract<Act, { does: K }>;
export type RequestAct = ActOf<'submit' | 'revise' | 'approve' | 'reject' | 'request_changes' | 'revoke' | 'add_signer' | 'reassign' | 'answer_ask' | 'repair'>;

export interface Acting {
  readonly made: CompanyMade;
  readonly by: Caller;
  readonly requestIds: Map<string | number, string>;
}

const contentOf = ({ amount, note }: { readonly amount: string; readonly note?: string }, title: string) => ({ title, amount: { amount, currency: 'EUR' }, ...(note !== undefined && { note }) });

/** Carries out an act about a request. */
export async function actOnRequest(acting: Acting, act: RequestAct): Promise<void> {
  const { made, by, requestIds } = acting;
  switch (act.does) {
    case 'submit': {
      const { id } = await by.call(submitRequest, { body: { requestTypeId: need(made.typeIds, act.type), content: contentOf(act, act.request) } });
      requestIds.set(act.request, id);
      return;
    }
    case 'revise':
      await by.call(reviseRequest, { params: { requestId: need(requestIds, act.request) }, body: { content: contentOf(act, act.request) } });
      return;
    case 'approve':
    case 'reject':
    case 'request_changes':
      return decide(acting, act);
    case 'answer_ask':
      await by.call(resolveEffect, { params: { effectId: (await effectAt(acting, act)).id }, body: { evidence: act.evidence, outcome: act.outcome } });
      return;
    case 'repair': {
      const { id, state } = await effectAt(acting, act);
      await by.call(repairEffect, { params: { effectId: id }, body: { how: act.how, reason: act.reason, state } as never });
      return;
    }
    default:
      return actOnTask(acting, act);
  }
}

/** Looks at the request as whoever decides is shown it, and is bound to that. */
async function decide({ by, requestIds }: Acting, { does: verdict, request, reason, inPlaceOf }: ActOf<'approve' | 'reject' | 'request_changes'>): Promise<void> {
  const { decision } = (await by.call(showRequest, { query: { requestId: need(requestIds, request) } })).data;
  const choice = decision?.choices.find((offered) => offered.verdict === verdict);
  if (!decision || !choice) throw new Error(`“${request}” does not wait for whoever is to ${verdict} it.`);
  const { revisionDigest, consequencesDigest } = choice;
  if ((inPlaceOf === undefined) !== (decision.onBehalfOf === null)) throw new Error(`“${request}” waits for ${decision.onBehalfOf?.name ?? 'whoever acts'}, not for ${inPlaceOf ?? 'whoever acts'}.`);
  const body = { verdict, revisionDigest, consequencesDigest, ...(reason !== undefined && { reason }), ...(decision.onBehalfOf !== null && { onBehalfOf: decision.onBehalfOf.memberId }) };
  await by.call(decideRequest, { params: { taskId: decision.taskId }, body });
}

async function actOnTask({ made, by, requestIds }: Acting, act: ActOf<'revoke' | 'add_signer' | 'reassign'>): Promise<void> {
  // Read by the admin: who acts need not see what they act on by its number.
  const { tasks } = await made.setup.admin.call(getRequest, { params: { requestId: need(requestIds, act.request) } });
  const task = act.does === 'revoke' ? tasks.findLast(({ stepName }) => stepName === act.step) : tasks.find(({ status }) => status === 'open');
  if (!task) throw new Error(`“${act.request}” has no such task.`);
  const params = { taskId: task.id };
  if (act.does === 'revoke') await by.call(revokeDecision, { params, body: { reason: act.reason } });
  else if (act.does === 'add_signer') await by.call(addSigner, { params, body: { memberId: need(made.ids, act.member), reason: act.reason } });
  else await by.call(reassignTask, { params, body: { memberIds: act.members.map((name) => need(made.ids, name)), instead: act.instead, reason: act.reason } });
}

async function effectAt({ made, requestIds }: Acting, { request, step }: { readonly request: string; readonly step: string }) {
  const { effects } = await made.setup.admin.call(getRequest, { params: { requestId: need(requestIds, request) } });
  const effect = effects.find(({ stepName }) => stepName === step);
  if (!effect) throw new Error(`“${request}” wants no effect “${step}”.`);
  return effect;
}
