import * as z from 'zod/mini';
import { operation } from '../platform/index.js';
import { sessionView } from '../sessions/views.js';
import { screenFrame } from './views.js';

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
      sessions: z.array(sessionView),
    }),
  }),
  status: 200,
  permission: 'member',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 16, bytes: 100_000, p95Ms: 150 },
});
export type ProfileScreen = z.infer<typeof showProfile.reply>;
