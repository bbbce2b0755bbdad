import type { Tx } from '@countersign/database/platform';
import type { DelegationsShown } from '@countersign/contracts/screens';
import type { Actor } from '../platform/index.js';
import { delegatesForOthers, delegationViewOf } from './view-delegation.part.js';

const itemsMax = 20;
const choicesMax = 200;

/** A member's delegations as screens show them, with what a new one is made from for whoever may make it. */
export async function delegationsShown(tx: Tx, actor: Actor, memberId: string, now: Date): Promise<DelegationsShown> {
  const mayMake = memberId === actor.memberId || actor.permissions.includes(delegatesForOthers);
  const [{ items }, delegates, requestTypes] = await Promise.all([
    tx.delegations.list(memberId, { limit: itemsMax, after: null }),
    mayMake ? tx.members.listAble({ besides: memberId, limit: choicesMax }) : [],
    mayMake ? tx.delegations.listTypes(choicesMax) : [],
  ]);
  return {
    items: items.map((row) => delegationViewOf(row, actor, now)),
    mayMake,
    // Who makes one for another does not put themselves there.
    delegates: delegates.flatMap((delegate) => (memberId === actor.memberId || delegate.memberId !== actor.memberId ? [{ memberId: delegate.memberId, name: delegate.name }] : [])),
    requestTypes,
  };
}
