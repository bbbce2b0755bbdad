import * as z from 'zod/mini';
import { invitationToken } from '../invitations/views.js';
import { instant, operation } from '../platform/index.js';

export const showInvitation = operation({
  name: 'showInvitation',
  summary: 'Draws an invitation for whoever has its link: which company, who invites, whether it still holds',
  method: 'GET',
  path: '/v1/screens/invitation',
  query: z.strictObject({ token: invitationToken() }),
  /** No frame: nobody is in that company yet. The address that it is made out to is not told. */
  reply: z.strictObject({
    tenantName: z.string(),
    inviterName: z.string(),
    expiresAt: instant(),
    state: z.enum(['open', 'expired', 'used', 'withdrawn']),
    you: z.nullable(z.strictObject({ name: z.string(), email: z.string(), isAddressee: z.boolean() })),
  }),
  status: 200,
  permission: 'public',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 8, bytes: 2_000, p95Ms: 150 },
});
export type InvitationScreen = z.infer<typeof showInvitation.reply>;
