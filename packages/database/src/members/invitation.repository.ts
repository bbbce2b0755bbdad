import type { Sql } from '../platform/sql.js';
import { Invitation } from './invitation.entity.js';

const lock = {
  name: 'invitations.lock',
  text: `select i.id, i.email, i.role_ids as "roleIds", i.unit, i.invited_by as "invitedBy", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt", i.accepted_by as "acceptedBy", i.withdrawn_at as "withdrawnAt"
           from app.invitations i where i.tenant_id = $1 and i.id = $2 for update`,
};

const listOpen = {
  name: 'invitations.list_open',
  text: `select i.id, i.email, i.unit, i.expires_at as "expiresAt", m.name as "invitedByName",
                coalesce((select jsonb_agg(r.name order by r.name) from app.roles r where r.tenant_id = $1 and r.id = any(i.role_ids)), '[]') as roles
           from app.invitations i join app.members m on m.tenant_id = $1 and m.id = i.invited_by
          where i.tenant_id = $1 and i.accepted_at is null and i.withdrawn_at is null order by i.expires_at desc, i.id limit $2`,
};

export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly unit: string | null;
  readonly expiresAt: Date;
  readonly invitedByName: string;
  readonly roles: string[];
}

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

  async find(id: string): Promise<Invitation | null> {
    return this.sql.repository(Invitation).findOneBy({ tenantId: this.sql.tenantId, id });
  }

  /** Neither accepted nor withdrawn, those that expired among them; the youngest first. */
  async listOpen(limit: number): Promise<OpenInvitation[]> {
    return this.sql.rows<OpenInvitation>(listOpen, [limit]);
  }

  async withdraw(id: string, withdrawnAt: Date): Promise<void> {
    await this.sql.repository(Invitation).update({ tenantId: this.sql.tenantId, id }, { withdrawnAt });
  }

  async renew(id: string, invitedBy: string, expiresAt: Date): Promise<void> {
    await this.sql.repository(Invitation).update({ tenantId: this.sql.tenantId, id }, { invitedBy, expiresAt });
  }
}
