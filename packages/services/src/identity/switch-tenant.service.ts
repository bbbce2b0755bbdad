import { Refusal } from '@countersign/contracts/platform';
import type { switchTenant } from '@countersign/contracts/identity';
import { change, sessionOf, type Call, type House } from '../platform/index.js';

/** Makes another of the person's memberships the session's active one; the entry is left in that company. */
export class SwitchTenantService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof switchTenant>) {
    const session = sessionOf(call.caller);
    const { memberId } = call.input.body;
    const membership = await this.house.entry.findMembership(session.userId, memberId);
    if (!membership) throw new Refusal('not_found', { detail: 'You have no such membership.' });
    return change(this.house, call, membership, async (tx, record) => {
      if (!(await tx.entry.activateMembership(session.sessionId, memberId))) throw new Refusal('not_found');
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: memberId, label: 'member' } });
      return { memberId, tenantName: await tx.members.getTenantName() };
    });
  }
}
