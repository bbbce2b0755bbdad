import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { permissionWords } from '../roles/views.js';
import { authorityPart, mayDo, roleChoice, screenFrame } from './views.js';

export const showRole = operation({
  name: 'showRole',
  summary: 'Draws a role, or a new one: its permissions in words, which of them you may give, who holds it',
  method: 'GET',
  path: '/v1/screens/role',
  query: z.strictObject({ roleId: z.optional(id()) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      /** Null for a new one. */
      role: z.nullable(z.strictObject({ id: id(), name: z.string(), about: z.nullable(z.string()) })),
      groups: z.array(z.strictObject({ name: z.string(), permissions: z.array(z.strictObject({ ...permissionWords.shape, held: z.boolean(), ...mayDo.shape })) })),
      /** The first 100 by name. */
      holders: z.array(z.strictObject({ memberId: id(), name: z.string() })),
      /** Null for a new one. */
      authority: z.nullable(authorityPart),
      define: mayDo,
      give: mayDo,
      /** Of the first members by address, those who do not have it, for who may give it. */
      others: z.array(z.strictObject({ memberId: id(), name: z.string() })),
      invite: mayDo,
      /** Roles that somebody can be invited into. */
      choices: z.array(roleChoice),
    }),
  }),
  status: 200,
  permission: 'role.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 60_000, p95Ms: 150 },
});
export type RoleScreen = z.infer<typeof showRole.reply>;
