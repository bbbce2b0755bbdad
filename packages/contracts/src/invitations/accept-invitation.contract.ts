import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { invitationToken } from './views.js';

export const accountOfMember = z.strictObject({ memberId: id(), tenantName: z.string() });

export const acceptInvitation = operation({
  name: 'acceptInvitation',
  summary: 'Become a member by an invitation made out to your e-mail address; it becomes your active company',
  method: 'POST',
  path: '/v1/invitations/acceptances',
  body: z.strictObject({ token: invitationToken() }),
  reply: accountOfMember,
  status: 201,
  permission: 'signed_in',
  refusals: ['invitation_expired', 'invitation_for_another', 'invitation_used', 'invitation_withdrawn', 'member_exists', 'not_found'],
  auditAction: 'invitation.accepted',
  idempotent: 'key',
  budget: { statements: 24, bytes: 2_000, p95Ms: 150 },
});
