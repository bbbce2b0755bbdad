import type { Sql } from './sql.js';

const addMembership = { name: 'entry.add_membership', text: 'select entry.add_membership($2, $1, $3)' };
const addInvitationToken = { name: 'entry.add_invitation_token', text: 'select entry.add_invitation_token($2, $1, $3)' };
const removeMembership = { name: 'entry.remove_membership', text: 'select entry.remove_membership($2, $1, $3)' };
const replaceInvitationToken = { name: 'entry.replace_invitation_token', text: 'select entry.replace_invitation_token($2, $1, $3)' };
const activateMembership = { name: 'entry.activate_membership', text: 'select entry.activate_membership($2, $3) as tenant_id, $1::uuid' };

/** Entry rows that are written together with what they lead to. */
export class EntryRepository {
  constructor(private readonly sql: Sql) {}

  async addMembership(userId: string, memberId: string): Promise<void> {
    await this.sql.rows(addMembership, [userId, memberId]);
  }

  async addInvitationToken(hash: Buffer, invitationId: string): Promise<void> {
    await this.sql.rows(addInvitationToken, [hash, invitationId]);
  }

  /** The person belongs here no more, in any session; only for a member who is removed already. */
  async removeMembership(userId: string, memberId: string): Promise<void> {
    await this.sql.rows(removeMembership, [userId, memberId]);
  }

  /** A new link for an invitation; those before open nothing any more. */
  async replaceInvitationToken(hash: Buffer, invitationId: string): Promise<void> {
    await this.sql.rows(replaceInvitationToken, [hash, invitationId]);
  }

  /** Makes a membership the session's active one; false where the session's user has no such membership. */
  async activateMembership(sessionId: string, memberId: string): Promise<boolean> {
    const rows = await this.sql.rows<{ tenant_id: string | null }>(activateMembership, [sessionId, memberId]);
    return (rows[0]?.tenant_id ?? null) !== null;
  }
}
