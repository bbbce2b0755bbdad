import * as z from 'zod/mini';
import { secondFactorKind } from '../identity/views.js';
import { instant, operation } from '../platform/index.js';
import { sessionView } from '../sessions/views.js';
import { delegationsShown, screenFrame } from './views.js';

export const showProfile = operation({
  name: 'showProfile',
  summary: 'Draws your profile: name, picture, what you are in this company, and where you are signed in',
  method: 'GET',
  path: '/v1/screens/profile',
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      name: z.string(),
      email: z.string(),
      unit: z.nullable(z.string()),
      roles: z.array(z.string()),
      /** Null for whoever has none. */
      secondFactor: z.nullable(z.strictObject({ confirmedAt: instant(), recoveryCodesLeft: z.int() })),
      /** Until when this session needs no code for what asks for a fresh second factor, or null where it does now. */
      steppedUp: z.nullable(z.strictObject({ by: secondFactorKind(), freshUntil: instant() })),
      delegations: delegationsShown,
      sessions: z.array(sessionView),
    }),
  }),
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 20, bytes: 200_000, p95Ms: 150 },
});
export type ProfileScreen = z.infer<typeof showProfile.reply>;
