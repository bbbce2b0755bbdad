import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { invitationLink } from './views.js';

export const renewInvitation = operation({
  name: 'renewInvitation',
  summary: 'A new link for an invitation, good for seven days; the one before opens nothing any more, and it is you who invites',
  method: 'POST',
  path: '/v1/invitations/{invitationId}/renewal',
  params: z.strictObject({ invitationId: id() }),
  reply: invitationLink,
  status: 200,
  permission: 'member.invite',
  refusals: ['invitation_used', 'invitation_withdrawn', 'member_exists', 'permission_denied', 'role_unknown'],
  auditAction: 'invitation.renewed',
  idempotent: 'key',
  budget: { statements: 14, bytes: 4_000, p95Ms: 150 },
});
