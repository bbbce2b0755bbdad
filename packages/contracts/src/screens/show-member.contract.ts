import * as z from 'zod/mini';
import { leftSteps, memberView } from '../members/views.js';
import { id, line, operation } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { permissionWords } from '../roles/views.js';
import { authorityPart, delegationsShown, mayDo, roleChoice, screenFrame } from './views.js';

export const showMember = operation({
  name: 'showMember',
  summary: 'Draws a member: what they can do and by which role, which roles they could have, whom they answer to, how much they may approve, what removing them would do',
  method: 'GET',
  path: '/v1/screens/member',
  query: z.strictObject({ memberId: id(), managerSearch: z.optional(line(100)) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      member: memberView,
      isYou: z.boolean(),
      /** Every permission there is, by group; `via` names the roles that give it, and is empty where none does. */
      can: z.array(z.strictObject({ group: z.string(), permissions: z.array(z.strictObject({ ...permissionWords.shape, via: z.array(z.string()) })) })),
      roles: z.array(z.strictObject({ ...roleChoice.shape, held: z.boolean() })),
      assign: mayDo,
      groups: z.array(z.strictObject({ id: id(), name: z.string() })),
      /** Whom they answer to: their manager, that one's, and so on to the top. Somebody removed still stands between two others. */
      managers: z.array(z.strictObject({ ...memberRef().shape, isRemoved: z.boolean() })),
      /** The first 50 by name of those whose manager they are. */
      reports: z.array(memberRef()),
      /** The first 50 members by address who could be their manager, for who may say so; with `managerSearch`, of those in whose name, address or unit it stands. */
      managerChoices: z.array(memberRef()),
      /** Of their own and of their roles, each with whose it is. */
      authority: authorityPart,
      delegations: delegationsShown,
      /** `effects`: what removing them would do, one sentence each; `leftToNobody`: steps of live workflows that nobody could sign then, for who may see workflows. */
      remove: z.strictObject({ ...mayDo.shape, effects: z.array(z.string()), leftToNobody: z.array(leftSteps) }),
    }),
  }),
  status: 200,
  permission: 'member.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 25, bytes: 200_000, p95Ms: 150 },
});
export type MemberScreen = z.infer<typeof showMember.reply>;
