import type { withdrawInvitation } from '@countersign/contracts/invitations';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { lockOpen } from './lock-open.part.js';

export class WithdrawInvitationService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof withdrawInvitation>) {
    const { invitationId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const { email, roleIds } = await lockOpen(tx, invitationId);
      await tx.invitations.withdraw(invitationId, at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'invitation', id: invitationId, label: 'invitation' }, before: { roleIds } });
      return { id: invitationId, email };
    });
  }
}
