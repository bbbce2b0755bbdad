import * as z from 'zod/mini';
import { email, id, line, operation } from '../platform/index.js';
import { invitationLink } from './views.js';

export const inviteMember = operation({
  name: 'inviteMember',
  summary: 'Invite a person by link; the link is shown in this answer and holds for seven days',
  method: 'POST',
  path: '/v1/invitations',
  body: z.strictObject({ email: email(), roleIds: z.array(id()).check(z.maxLength(50)), unit: z.optional(line(120)) }),
  reply: invitationLink,
  status: 201,
  permission: 'member.invite',
  refusals: ['member_exists', 'permission_denied', 'role_unknown'],
  auditAction: 'invitation.created',
  idempotent: 'key',
  budget: { statements: 12, bytes: 4_000, p95Ms: 150 },
});
