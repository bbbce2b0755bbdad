/** Every permission a role can hold: an action on a subject. Roles are sets of these. */
export const permissions = [
  'audit.read',
  'authority_limit.define',
  'calendar.define',
  'calendar.read',
  'connection.define',
  'connection.read',
  'effect.read',
  'effect.repair',
  'group.define',
  'member.assign_roles',
  'member.invite',
  'member.read',
  'request.cancel',
  'request.read',
  'request.read_all',
  'request.reverse',
  'request.submit',
  'request_type.define',
  'request_type.read',
  'role.define',
  'role.read',
  'task.decide',
  'task.reassign',
  'webhook_endpoint.define',
  'webhook_endpoint.read',
  'webhook_source.define',
  'webhook_source.read',
  'workflow.define',
  'workflow.publish',
  'workflow.read',
] as const;
export type Permission = (typeof permissions)[number];

/** Who has one of these can give themselves, or somebody else, anything: no API key holds them. */
const personal = ['member.assign_roles', 'member.invite', 'role.define'] as const;
type Personal = (typeof personal)[number];
export type KeyScope = Exclude<Permission, Personal>;

/** What an API key can name. */
export const keyScopes = permissions.filter((permission): permission is KeyScope => !(personal as readonly string[]).includes(permission));

/**
 * What an operation asks of its caller, before any row is looked at:
 * a permission in the active tenant; `member`: any active member; `signed_in`: a user, with or without a tenant; `public`: nobody in particular.
 */
export type Requirement = Permission | 'member' | 'signed_in' | 'public';

/** The roles every tenant starts with. A tenant may add its own. */
export const startingRoles = {
  admin: permissions.filter((permission) => permission !== 'task.decide'),
  approver: ['request.read', 'request_type.read', 'task.decide', 'workflow.read'],
  requester: ['request.read', 'request.submit', 'request_type.read'],
  auditor: ['audit.read', 'calendar.read', 'connection.read', 'effect.read', 'member.read', 'request.read', 'request.read_all', 'request_type.read', 'role.read', 'webhook_endpoint.read', 'webhook_source.read', 'workflow.read'],
} as const satisfies Record<string, readonly Permission[]>;
