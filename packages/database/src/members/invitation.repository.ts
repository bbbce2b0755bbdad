import type { Sql } from '../platform/sql.js';
import { Invitation } from './invitation.entity.js';

const lock = {
  name: 'invitations.lock',
  text: `select i.id, i.email, i.role_ids as "roleIds", i.unit, i.invited_by as "invitedBy", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", i.accepted_by as "acceptedBy"
           from app.invitations i where i.tenant_id = $1 and i.id = $2 for update`,
};

export class InvitationRepository {
  constructor(private readonly sql: Sql) {}

  async insert(invitation: { id: string; email: string; roleIds: readonly string[]; unit: string | null; invitedBy: string; expiresAt: Date }): Promise<void> {
    await this.sql.repository(Invitation).insert({ ...invitation, roleIds: [...invitation.roleIds], tenantId: this.sql.tenantId });
  }

  async lock(id: string): Promise<Invitation | null> {
    return (await this.sql.rows<Invitation>(lock, [id]))[0] ?? null;
  }

  async markAccepted(id: string, acceptedBy: string, acceptedAt: Date): Promise<void> {
    await this.sql.repository(Invitation).update({ tenantId: this.sql.tenantId, id }, { acceptedAt, acceptedBy });
  }
}
