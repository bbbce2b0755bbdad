import { showRequest } from '@countersign/contracts/screens';
import type { InputOf } from '@countersign/contracts/platform';
import { decideRequest, type DecisionReply } from '@countersign/contracts/tasks';
import type { Person } from './people.js';

/** What a delegate would send to approve in another's place, as the sheet shows it to them. */
export async function approvalFor(by: Person, requestId: string): Promise<{ readonly params: { readonly taskId: string }; readonly body: InputOf<typeof decideRequest>['body'] }> {
  const { decision } = (await by.call(showRequest, { query: { requestId } })).data;
  const choice = decision?.choices.find(({ verdict }) => verdict === 'approve');
  if (!decision?.onBehalfOf || !choice) throw new Error('nothing waits here that this person may decide for another');
  const { revisionDigest, consequencesDigest } = choice;
  return { params: { taskId: decision.taskId }, body: { verdict: 'approve', revisionDigest, consequencesDigest, onBehalfOf: decision.onBehalfOf.memberId } };
}

export async function approveFor(by: Person, requestId: string): Promise<DecisionReply> {
  return by.call(decideRequest, await approvalFor(by, requestId));
}
