import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';

export const withdrawInvitation = operation({
  name: 'withdrawInvitation',
  summary: 'Withdraw an invitation: its link opens nothing any more',
  method: 'POST',
  path: '/v1/invitations/{invitationId}/withdrawal',
  params: z.strictObject({ invitationId: id() }),
  reply: z.strictObject({ id: id(), email: z.string() }),
  status: 200,
  permission: 'member.invite',
  refusals: ['invitation_used', 'invitation_withdrawn'],
  auditAction: 'invitation.withdrawn',
  idempotent: 'key',
  budget: { statements: 10, bytes: 1_000, p95Ms: 150 },
});
