import type { Permission } from '@countersign/contracts/platform';
import type pg from 'pg';

/** Who a session belongs to, and which membership is active in it. */
export interface SessionEntry {
  readonly sessionId: string;
  readonly userId: string;
  readonly userName: string;
  readonly userEmail: string;
  readonly member: { readonly tenantId: string; readonly memberId: string; readonly name: string; readonly unit: string | null; readonly permissions: readonly Permission[] } | null;
}

interface SessionRow {
  session_id: string;
  user_id: string;
  user_name: string;
  user_email: string;
  tenant_id: string | null;
  member_id: string | null;
  member_name: string | null;
  unit: string | null;
  permissions: Permission[] | null;
}

export interface Membership {
  readonly tenantId: string;
  readonly memberId: string;
}

/**
 * What must be found before a tenant is known, by definer functions on an allow-list; nothing else goes from a pool to the database
 * outside `Tenancy`. They return ids, a member's permissions, and the signed-in person's own name and address.
 */
export class Entry {
  constructor(private readonly pool: pg.Pool) {}

  async findSession(token: string): Promise<SessionEntry | null> {
    const { rows } = await this.pool.query<SessionRow>({ name: 'entry.find_session', text: 'select * from entry.find_session($1)', values: [token] });
    const row = rows[0];
    if (!row) return null;
    const { tenant_id: tenantId, member_id: memberId, member_name: name, unit, permissions } = row;
    const member = tenantId && memberId && name !== null ? { tenantId, memberId, name, unit, permissions: permissions ?? [] } : null;
    return { sessionId: row.session_id, userId: row.user_id, userName: row.user_name, userEmail: row.user_email, member };
  }

  /** A user's memberships, the most recently active first; at most 100. */
  async listMemberships(userId: string): Promise<Membership[]> {
    const { rows } = await this.pool.query<{ tenant_id: string; member_id: string }>({ name: 'entry.list_memberships', text: 'select * from entry.list_memberships($1)', values: [userId] });
    return rows.map((row) => ({ tenantId: row.tenant_id, memberId: row.member_id }));
  }

  async findInvitation(hash: Buffer): Promise<{ tenantId: string; invitationId: string } | null> {
    const { rows } = await this.pool.query<{ tenant_id: string; invitation_id: string }>({ name: 'entry.find_invitation', text: 'select * from entry.find_invitation($1)', values: [hash] });
    return rows[0] ? { tenantId: rows[0].tenant_id, invitationId: rows[0].invitation_id } : null;
  }

  async activateMembership(sessionId: string, memberId: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ tenant_id: string | null }>({ name: 'entry.activate', text: 'select entry.activate_membership($1, $2) as tenant_id', values: [sessionId, memberId] });
    return (rows[0]?.tenant_id ?? null) !== null;
  }

  async findUserByEmail(email: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string | null }>({ name: 'entry.find_user', text: 'select entry.find_user_by_email($1) as id', values: [email] });
    return rows[0]?.id ?? null;
  }

  /** Throws while the database cannot be reached. */
  async ping(): Promise<void> {
    await this.pool.query('select 1');
  }
}
