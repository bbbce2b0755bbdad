import { inParallel } from '../platform/in-parallel.js';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';
import { stepRoles, type StepRole } from './history-case.js';
import { historyForm, immaterialFields, requestTypeName, roleNames, routeFields } from './history-form.js';
import { paymentEvents } from './payment-receiver.js';
import type { LogScope } from './scan-log.js';
import { rolesHeldAt, way, type WayStep } from './the-way.js';

/** The log's organisation as a tenant: its people, and what they can ask for. */
export interface Organisation {
  readonly admin: Person;
  /** The request type of a kind of document. */
  requestTypeOf(kind: string): string;
  /** Everybody, the admin first. */
  readonly members: readonly Person[];
  readonly memberCount: number;
  employeeOf(unit: string): Person;
  /** The member of a unit who holds a step's role. */
  approverOf(role: StepRole, unit: string): Person;
}

export interface OrganisationOptions {
  readonly baseUrl: string;
  /** Told apart by it: the same seed finds the same tenant again. */
  readonly seed: string;
  readonly tenantName: string;
  readonly description: string;
  readonly password: string;
  readonly endpoint: { readonly url: string; readonly secret: string };
  /** Who acts where in the log, and about what kinds of documents. */
  readonly scope: Pick<LogScope, 'units' | 'kinds'>;
  /** One member per role and unit, or only those whom the cases need. */
  readonly members: 'all' | 'needed';
  readonly concurrency: number;
}

interface Post {
  readonly role: StepRole | 'EMPLOYEE';
  readonly unit: string;
}

/**
 * Makes the tenant over HTTP. The log names roles, not persons: one member per role and unit, one employee per unit,
 * all of them invented, and named so that nobody takes them for real.
 */
export async function setUpOrganisation(options: OrganisationOptions): Promise<Organisation> {
  const { baseUrl, seed, tenantName, password, endpoint } = options;
  const setup = await TenantSetup.open({ baseUrl, seed, tenantName, admin: { name: 'Admin (invented)', email: `admin@${hostOf(seed)}`, password } });
  const { id: endpointId } = await setup.addWebhookEndpoint({ name: 'Payments', ...endpoint });
  const roleIds = await addRoles(setup);
  const workflowId = await setup.addWorkflow({ name: 'The way of the log', definition: { formatVersion: 2, steps: [...way.map((step) => approvalStep(step, roleIds)), paymentStep(endpointId)] } });
  const typeIds = new Map<string, string>();
  for (const kind of options.scope.kinds) {
    const type = { name: requestTypeName(kind), description: options.description, form: historyForm, titleField: 'title', amountField: 'amount', immaterialFields, workflowId };
    typeIds.set(kind, await setup.addRequestType(type));
  }
  const people = new Map<string, Person>();
  await inParallel(postsOf(options), options.concurrency, async ({ role, unit }) => {
    people.set(postKey(role, unit), await setup.addMember(accountOf(role, unit, seed, password), heldAt(role).map((held) => need(roleIds, held)), unit));
  });
  return {
    admin: setup.admin,
    requestTypeOf: (kind) => need(typeIds, kind),
    members: [setup.admin, ...people.values()],
    memberCount: people.size + 1,
    employeeOf: (unit) => need(people, postKey('EMPLOYEE', unit)),
    approverOf: (role, unit) => need(people, postKey(role, unit)),
  };
}

async function addRoles(setup: TenantSetup): Promise<ReadonlyMap<string, string>> {
  const requester = need(await setup.startingRoleIds(), 'requester');
  const ids = new Map<string, string>([['EMPLOYEE', requester]]);
  for (const role of stepRoles) ids.set(role, await setup.addRole(roleNames[role].name, ['request.read', 'request_type.read', 'task.decide']));
  return ids;
}

const heldAt = (role: Post['role']) => (role === 'EMPLOYEE' ? [role] : rolesHeldAt(role));

const approvalStep = ({ id, name, roles, servedBy, onlyIf }: WayStep, roleIds: ReadonlyMap<string, string>) => ({
  id,
  kind: 'approval' as const,
  name,
  ...(onlyIf !== null && { when: `request.${routeFields[onlyIf]}` }),
  approvers: { anyOf: roles.map((role) => ({ kind: 'role' as const, roleId: need(roleIds, role), ofUnit: 'requester' as const })) },
  quorum: 1,
  onReject: 'return' as const,
  ...(servedBy.length > 0 && { servedBy: [...servedBy] }),
});

const webhook = (endpointId: string, event: string) => ({ kind: 'webhook' as const, endpointId, event });
/** Rejected after all, what was paid is cancelled. */
const paymentStep = (endpointId: string) => ({
  id: 'payment',
  kind: 'effect' as const,
  name: 'Request payment',
  when: `request.${routeFields.payment}`,
  effect: webhook(endpointId, paymentEvents.payment),
  onReverse: webhook(endpointId, paymentEvents.cancellation),
});

function postsOf({ scope, members }: OrganisationOptions): Post[] {
  const needed = (roles: ReadonlySet<StepRole>) => (members === 'all' ? stepRoles : stepRoles.filter((role) => roles.has(role)));
  return [...scope.units].flatMap(([unit, roles]) => [{ role: 'EMPLOYEE' as const, unit }, ...needed(roles).map((role) => ({ role, unit }))]);
}

const postKey = (role: Post['role'], unit: string) => `${role} of ${unit}`;

/** Where a role's member of a unit signs in. */
export function accountOf(role: Post['role'], unit: string, seed: string, password: string): { name: string; email: string; password: string } {
  const shortUnit = unit.replace(/^organizational unit /, 'unit ');
  const id = role === 'EMPLOYEE' ? 'employee' : roleNames[role].id;
  const title = role === 'EMPLOYEE' ? 'Employee' : roleNames[role].name;
  return { name: `${title}, ${shortUnit} (invented)`, email: `${id}.${shortUnit.replaceAll(/[^a-z0-9]+/gi, '-')}@${hostOf(seed)}`, password };
}

// Nobody's domain, ever (RFC 2606).
const hostOf = (seed: string) => `${seed}.example`;
