import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import type { getRequest, RequestView } from '@countersign/contracts/requests';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, type Actor, type Call, type House } from '../platform/index.js';
import { principalsOf } from '../delegations/index.js';
import { requestSubjectOf } from './command-request.part.js';
import { viewOf } from './view-request.part.js';

/** A request that the actor may read, or sees while they take somebody's place on it; unknown, foreign and forbidden look the same. */
export async function findReadable(tx: Tx, actor: Actor, requestId: string): Promise<RequestFile> {
  const file = await tx.requests.find(requestId);
  if (!file) throw new Refusal('not_found');
  if (actor.ability.can('read', requestSubjectOf(file)) || (await principalsOf(tx, actor, requestId)).length > 0) return file;
  throw new Refusal('not_found');
}

export class GetRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof getRequest>): Promise<RequestView> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const file = await findReadable(tx, actor, call.input.params.requestId);
      const [history, records] = await Promise.all([tx.requestList.history(file.requestId, visibleRequests(actor.ability)), tx.requestRecords.listOf(file.requestId)]);
      return viewOf(file, history, records);
    });
  }
}
