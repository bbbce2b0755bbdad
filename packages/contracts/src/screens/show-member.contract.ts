import * as z from 'zod/mini';
import { memberView } from '../members/views.js';
import { id, operation } from '../platform/index.js';
import { permissionWords } from '../roles/views.js';
import { mayDo, roleChoice, screenFrame } from './views.js';

export const showMember = operation({
  name: 'showMember',
  summary: 'Draws a member: what they can do and by which role, which roles they could have, what removing them would do',
  method: 'GET',
  path: '/v1/screens/member',
  query: z.strictObject({ memberId: id() }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      member: memberView,
      isYou: z.boolean(),
      /** Every permission there is, by group; `via` names the roles that give it, and is empty where none does. */
      can: z.array(z.strictObject({ group: z.string(), permissions: z.array(z.strictObject({ ...permissionWords.shape, via: z.array(z.string()) })) })),
      roles: z.array(z.strictObject({ ...roleChoice.shape, held: z.boolean() })),
      assign: mayDo,
      /** `effects`: what removing them would do, one sentence each. */
      remove: z.strictObject({ ...mayDo.shape, effects: z.array(z.string()) }),
    }),
  }),
  status: 200,
  permission: 'member.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 100_000, p95Ms: 150 },
});
export type MemberScreen = z.infer<typeof showMember.reply>;
