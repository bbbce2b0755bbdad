import type { AskedMember, AskToMake, ClaimedEffect } from '@countersign/database/effects';
import type { Tx } from '@countersign/database/platform';
import type { Receipt } from '@countersign/contracts/platform';
import type { RequestStatus } from '@countersign/contracts/requests';
import { tell } from '../notifications/index.js';
import type { House, Record } from '../platform/index.js';
import type { FilledAsk } from '../requests/index.js';
import { endingOf, type Ending } from './ending.part.js';

/**
 * Finds who is asked. Nothing outside is spoken to: they are asked by the transaction that records it, which only who still holds the effect
 * can commit, so that however often it is tried, they are asked once. Where nobody is left, somebody has to look: it is never passed over.
 */
export async function askPeople(house: House, tenantId: string, { payload, requestId }: AskToMake): Promise<Ending> {
  const { to, text } = JSON.parse(payload) as FilledAsk;
  const doers = {
    requester: to.some(({ kind }) => kind === 'requester'),
    manager: to.some(({ kind }) => kind === 'manager'),
    memberIds: to.flatMap((one) => (one.kind === 'member' ? [one.memberId] : [])),
    roleIds: to.flatMap((one) => (one.kind === 'role' ? [one.roleId] : [])),
    groupIds: to.flatMap((one) => (one.kind === 'group' ? [one.groupId] : [])),
  };
  const asks = await house.tenancy.run({ tenantId }, (tx) => tx.asks.findDoers(requestId, doers));
  if (asks.length === 0) return endingOf({ kind: 'parked', problem: 'There is nobody to ask: none of those whom the workflow names is a member now who may see requests. Nobody was asked.' });
  const headers = { to: asks.length === 1 ? 'one member' : `${asks.length} members` };
  return endingOf({ kind: 'asked', asks, call: { asked: 'ask', request: { method: 'ASK', url: 'Countersign', headers, body: text }, reply: null, drift: null } });
}

interface Asking {
  readonly effect: ClaimedEffect;
  readonly asks: readonly AskedMember[];
  readonly receipt: Receipt;
  readonly at: Date;
}

/** Writes down who is asked, and tells them. */
export function askAll(tx: Tx, record: Record, { effect: { id: effectId, requestId, requestStatus }, asks, receipt, at }: Asking): void {
  tx.asks.ask({ effectId, requestId, people: asks, at });
  tell(record, { receipt, requestId, effectId, kind: 'asked_to_do', requestStatus: requestStatus as RequestStatus, byMemberId: null, askedIds: asks.map(({ memberId }) => memberId), toWatchers: false });
}
