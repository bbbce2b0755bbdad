import { Refusal } from '@countersign/contracts/platform';
import type { setMemberExpiry } from '@countersign/contracts/members';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { adminRights } from '../roles/index.js';
import { wakeWhenExpired } from './expire-member.service.js';
import { memberViewOf } from './view-member.part.js';

/** Says until when somebody is a member. From then on no call of theirs is one of a member; the worker removes them, as an administrator would. */
export class SetMemberExpiryService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof setMemberExpiry>) {
    const { memberId } = call.input.params;
    const expiresAt = call.input.body.expiresAt === null ? null : new Date(call.input.body.expiresAt);
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const before = (await tx.members.lockForRoles(memberId)) ? await tx.members.find(memberId) : null;
      if (!before) throw new Refusal('not_found');
      if (expiresAt !== null && expiresAt.getTime() <= at.getTime()) refusePast();
      if (expiresAt !== null && (await tx.members.countHoldersOf(adminRights, memberId)) === 0) {
        throw new Refusal('last_admin', { detail: 'Nobody could administer roles from then on. Give those rights to somebody whose membership does not end first; nothing was changed.' });
      }
      await tx.members.setExpiry(memberId, expiresAt);
      record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'member', id: memberId, label: 'member' },
        before: { expiresAt: before.expiresAt?.toISOString() ?? null },
        after: { expiresAt: expiresAt?.toISOString() ?? null },
      });
      if (expiresAt !== null) wakeWhenExpired(record, { memberId, expiresAt: expiresAt.toISOString() }, expiresAt.getTime() - at.getTime());
      return memberViewOf({ ...before, expiresAt });
    }, { first: (tx) => tx.members.lockRights() });
  }
}

function refusePast(): never {
  const detail = 'Choose a time that lies ahead. Who should be out now is removed instead.';
  throw new Refusal('invalid_input', { detail, errors: [{ pointer: '/body/expiresAt', detail }] });
}
