import type { Tx } from '@countersign/database/platform';
import type { Principal } from '@countersign/database/delegations';
import { visibleRequests } from '@countersign/permissions';
import type { Actor } from '../platform/index.js';

/** Whose place an actor may take now on a request. It is no right of its own: who may not decide, or see what they are asked about, takes nobody's. */
export async function principalsOf(tx: Tx, actor: Actor, requestId: string): Promise<readonly Principal[]> {
  return seesTasks(actor) ? tx.delegations.actingFor(actor.memberId, requestId) : [];
}

/** Whether tasks are shown to an actor at all: to one who may decide, and may read the requests that they are asked about. */
export function seesTasks(actor: Actor): boolean {
  const { all, candidateId } = visibleRequests(actor.ability);
  return actor.permissions.includes('task.decide') && (all || candidateId !== null);
}
