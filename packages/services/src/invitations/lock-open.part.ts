import type { Invitation } from '@countersign/database/members';
import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';

/** An invitation that nobody has used or withdrawn, for update; it may have expired. */
export async function lockOpen(tx: Tx, id: string): Promise<Invitation> {
  const invitation = await tx.invitations.lock(id);
  if (!invitation) throw new Refusal('not_found');
  if (invitation.acceptedAt) throw new Refusal('invitation_used');
  if (invitation.withdrawnAt) throw new Refusal('invitation_withdrawn', { detail: 'It was withdrawn. Invite them anew if they should join after all.' });
  return invitation;
}
