import { Refusal } from '@countersign/contracts/platform';
import type { deactivateMember } from '@countersign/contracts/members';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { adminRights } from '../roles/index.js';
import { removeMember } from './remove-member.part.js';

/** Removes a member. Their sessions are in this company no more; tasks that only they could complete are asked of others, or stop and say so. */
export class DeactivateMemberService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof deactivateMember>) {
    const { memberId } = call.input.params;
    const reason = call.input.body.reason?.trim();
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const member = (await tx.members.lockForRoles(memberId)) ? await tx.members.find(memberId) : null;
      if (!member) throw new Refusal('not_found');
      if ((await tx.members.countHoldersOf(adminRights, memberId)) === 0) {
        throw new Refusal('last_admin', { detail: 'Nobody could administer roles any more. Give those rights to somebody else first; nothing was changed.' });
      }
      const requestsAskedAnew = await removeMember(tx, record, at, member, { action: call.operation.auditAction ?? '', reason: reason === '' ? null : (reason ?? null) });
      return { id: memberId, name: member.name, requestsAskedAnew };
    }, { first: (tx) => tx.members.lockRights() });
  }
}
