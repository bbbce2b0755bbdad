import { permissions, startingRoles, type Permission } from '@countersign/contracts/platform';
import type { PermissionWords } from '@countersign/contracts/roles';

/** What each permission lets its holder do, said to people. Groups and permissions stand in the order in which they are shown. */
const words: Readonly<Record<string, Partial<Record<Permission, string>>>> = {
  Requests: {
    'request.submit': 'Submit requests, change and withdraw their own',
    'request.read': 'See requests that they made or were asked about',
    'request.read_all': 'See every request of the company',
    'task.decide': 'Approve, reject or request changes where they are asked',
    'request.cancel': 'Cancel requests in place of their requesters',
    'request.reverse': 'Undo what was approved, and say that an effect is undone',
    'task.reassign': 'Ask others to decide, besides those who are asked or instead of them',
  },
  'People and roles': {
    'member.read': 'See who belongs to the company',
    'member.invite': 'Invite people',
    'member.assign_roles': 'Give members roles, managers and an end, and remove members',
    'group.define': 'Create groups and say who is in them',
    'role.read': 'See roles and what they allow',
    'role.define': 'Create roles and change what they allow',
    'authority_limit.define': 'Say how much roles and members may approve',
  },
  'What can be requested, and its way': {
    'request_type.read': 'See what can be requested',
    'request_type.define': 'Define request types and their forms',
    'workflow.read': 'See workflows',
    'workflow.define': 'Write workflows',
    'workflow.publish': 'Publish a workflow, so that new requests run on it',
    'calendar.read': 'See when the company works',
    'calendar.define': 'Say when the company works, and which days are holidays',
  },
  'Effects and audit': {
    'webhook_endpoint.read': 'See where events are sent',
    'webhook_endpoint.define': 'Define where events are sent',
    'webhook_source.read': 'See where other systems send messages, and what they said',
    'webhook_source.define': 'Define where other systems send messages and what is made of them, and carry out dead letters once more',
    'connection.read': 'See which other systems are connected',
    'connection.define': 'Connect other systems, and say how they are called',
    'effect.read': 'See effects and their deliveries',
    'effect.repair': 'Try what failed once more, skip it, or say that it is done',
    'audit.read': 'Read the audit of the company',
  },
};

const abouts: Readonly<Record<keyof typeof startingRoles, string>> = {
  admin: 'Every company starts with this role: it sets everything up, and decides nothing by itself.',
  approver: 'Every company starts with this role: its holders decide where a workflow asks them.',
  requester: 'Every company starts with this role: its holders submit requests.',
  auditor: 'Every company starts with this role: its holders see everything and change nothing.',
};

const groupOf = (permission: Permission) => Object.keys(words).find((group) => words[group]?.[permission] !== undefined) ?? 'Other';

/** A permission nobody has written a sentence for yet is shown by its name: it must not be hidden. */
export const wordsOf = (permission: Permission): PermissionWords => ({ permission, sentence: words[groupOf(permission)]?.[permission] ?? permission });

const written = Object.values(words).flatMap((group) => Object.keys(group)) as Permission[];
const inOrder = [...written, ...permissions.filter((permission) => !written.includes(permission))];

/** Some permissions in words, in the order in which they are shown. */
export const wordsOfAll = (some: Iterable<string>): PermissionWords[] => {
  const wanted = new Set(some);
  return inOrder.filter((permission) => wanted.has(permission)).map(wordsOf);
};

/** Every permission there is, by group. */
export const permissionGroups: readonly { readonly name: string; readonly permissions: readonly PermissionWords[] }[] = [...Map.groupBy(inOrder, groupOf)].map(([name, some]) => ({ name, permissions: some.map(wordsOf) }));

/** What a role that every company starts with is for; null for one of the company's own. */
export const aboutRole = (name: string): string | null => (Object.hasOwn(abouts, name) ? abouts[name as keyof typeof abouts] : null);
