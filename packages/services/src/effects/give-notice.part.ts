import type { NoticeToGive } from '@countersign/database/effects';
import type { House } from '../platform/index.js';
import type { FilledNotice } from '../requests/index.js';
import { endingOf, type Ending } from './ending.part.js';

/**
 * Finds who is told. Nothing outside is spoken to: they are told by the transaction that records it, which only who still holds the effect can
 * commit, so that however often it is tried, and by whomever, they are told once.
 */
export async function giveNotice(house: House, tenantId: string, { payload, requesterId }: NoticeToGive): Promise<Ending> {
  const { to, text } = JSON.parse(payload) as FilledNotice;
  const memberIds = to.flatMap((one) => (one.kind === 'requester' ? [requesterId] : one.kind === 'member' ? [one.memberId] : []));
  const roleIds = to.flatMap((one) => (one.kind === 'role' ? [one.roleId] : []));
  const groupIds = to.flatMap((one) => (one.kind === 'group' ? [one.groupId] : []));
  const tells = await house.tenancy.run({ tenantId }, (tx) => tx.notifications.listListeners({ memberIds, roleIds, groupIds }));
  if (tells.length === 0) return endingOf({ kind: 'parked', problem: 'There is nobody to tell: none of those whom the workflow names is a member now. Nobody was told.' });
  const headers = { to: tells.length === 1 ? 'one member' : `${tells.length} members` };
  return endingOf({ kind: 'succeeded', tells, call: { asked: 'notice', request: { method: 'NOTICE', url: 'Countersign', headers, body: text }, reply: null, drift: null } });
}
