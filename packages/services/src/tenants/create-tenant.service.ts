import { Refusal, startingRoles } from '@countersign/contracts/platform';
import type { createTenant } from '@countersign/contracts/tenants';
import { limitTries, type IdentityHouse } from '../identity/index.js';
import { change, idFrom, newId, sessionOf, type Call } from '../platform/index.js';

/**
 * Creates a company with its starting roles. Its id is made from the caller and the Idempotency-Key: a retry, or a twin,
 * meets the same tenant and so the same claim. One who creates it holds every starting role but the auditor's.
 */
export class CreateTenantService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof createTenant>) {
    const session = sessionOf(call.caller);
    const name = call.input.body.name.trim();
    if (call.idempotencyKey === null) throw new Refusal('idempotency_key_required');
    const tenantId = idFrom('tenant', session.userId, call.idempotencyKey);
    const memberId = idFrom('founder', session.userId, call.idempotencyKey);
    const profile = await this.house.entry.findProfile(session.userId);
    let key = { undo: () => undefined as void };
    return change(this.house, call, { tenantId, memberId }, async (tx, record, at) => {
      // Only now: a call that was answered before is answered the same, and counts once.
      await limitTries(this.house.identityPool, 'companies', session.userId, this.house.settings.limits.companiesPerUser);
      // The key's answer was forgotten after its seven days, but what it made is there.
      if ((await tx.roles.list({ limit: 1, after: null })).items.length > 0) throw new Refusal('idempotency_key_reused', { detail: 'This key made a company before. Use a new one.' });
      await tx.members.insertTenant(name);
      key = await this.house.sealer.dataKeys.begin(tx);
      const roles = Object.entries(startingRoles).map(([role, permissions]) => ({ id: newId(), name: role, permissions }));
      await tx.roles.insert(roles);
      const held = roles.filter((role) => role.name !== 'auditor').map((role) => role.id);
      await tx.members.insert({ id: memberId, userId: session.userId, name: session.userName, email: session.userEmail, unit: null, joinedAt: at }, held);
      if (profile !== null) await tx.profiles.save(session.userId, profile);
      await tx.entry.addMembership(session.userId, memberId);
      await tx.entry.activateMembership(session.sessionId, memberId);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'tenant', id: tenantId, label: name }, after: { founder: memberId, roles: roles.map((role) => role.name) } });
      return { memberId, tenantName: name };
    }).catch((error: unknown) => {
      // Nobody is to seal by a key that no row holds.
      key.undo();
      throw error;
    });
  }
}
