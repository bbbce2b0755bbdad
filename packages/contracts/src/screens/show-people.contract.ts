import * as z from 'zod/mini';
import { groupView } from '../groups/views.js';
import { id, instant, line, operation, page, pageQuery } from '../platform/index.js';
import { mayDo, roleChoice, screenFrame } from './views.js';

const personRow = z.strictObject({ id: id(), name: z.string(), email: z.string(), unit: z.nullable(z.string()), roles: z.array(z.string()), joinedAt: instant(), manager: z.nullable(z.string()), expiresAt: z.nullable(instant()), isYou: z.boolean() });

const invitationRow = z.strictObject({
  id: id(),
  email: z.string(),
  unit: z.nullable(z.string()),
  roles: z.array(z.string()),
  invitedBy: z.string(),
  expiresAt: instant(),
  hasExpired: z.boolean(),
});

const roleRow = z.strictObject({
  id: id(),
  name: z.string(),
  /** What a role that every company starts with is for; null for one of the company's own. */
  about: z.nullable(z.string()),
  sentences: z.array(z.string()),
  holders: z.int(),
});

export const showPeople = operation({
  name: 'showPeople',
  summary: 'Draws people: members, open invitations, groups, roles with what they allow',
  method: 'GET',
  path: '/v1/screens/people',
  query: z.strictObject({ ...pageQuery, search: z.optional(line(100)) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      members: page(personRow),
      /** How many match, on all pages together. */
      count: z.int(),
      /** The first 100, the youngest first; empty for who may not invite. */
      invitations: z.array(invitationRow),
      /** The first 200 by name; empty for who may not see roles. */
      roles: z.array(roleRow),
      /** The first 200 by name. */
      groups: z.array(groupView),
      defineGroups: mayDo,
      invite: mayDo,
      defineRoles: mayDo,
      /** Roles that somebody can be invited into. */
      choices: z.array(roleChoice),
    }),
  }),
  status: 200,
  permission: 'member.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 12, bytes: 400_000, p95Ms: 150 },
});
export type PeopleScreen = z.infer<typeof showPeople.reply>;
