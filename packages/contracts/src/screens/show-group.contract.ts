import * as z from 'zod/mini';
import { groupView } from '../groups/views.js';
import { id, line, operation, page, pageQuery } from '../platform/index.js';
import { memberRef } from '../requests/views.js';
import { mayDo, screenFrame } from './views.js';

export const showGroup = operation({
  name: 'showGroup',
  summary: 'Draws a group: who is in it, who could be added, which workflows ask it',
  method: 'GET',
  path: '/v1/screens/group',
  query: z.strictObject({ ...pageQuery, groupId: id(), search: z.optional(line(100)) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      group: groupView,
      members: page(memberRef()),
      define: mayDo,
      /** The first 50 members by address who are not in it, for who may add them; with `search`, of those in whose name, address or unit it stands. */
      others: z.array(memberRef()),
      /** What asks it, one sentence each; while there is any, it cannot be deleted. */
      askedBy: z.array(z.string()),
    }),
  }),
  status: 200,
  permission: 'member.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 60_000, p95Ms: 150 },
});
export type GroupScreen = z.infer<typeof showGroup.reply>;
