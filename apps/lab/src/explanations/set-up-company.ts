import { createConnection } from '@countersign/contracts/connections';
import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { listMembers, setManager } from '@countersign/contracts/members';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';
import type { Scenario, ScenarioCompany } from './scenarios/scenario.js';
import type { Stage } from './stage.js';

const password = 'correct horse battery staple';
/** The admin of every scenario's company. */
export const adminName = 'Ada Admin';

export interface CompanyMade {
  readonly setup: TenantSetup;
  readonly people: Map<string, Person>;
  /** Of roles, groups, members, the endpoint and the connection, by name. */
  readonly ids: Map<string, string>;
  readonly workflowIds: Map<string, string>;
  readonly typeIds: Map<string, string>;
}

export const scenarioForm = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'amount'],
  properties: { title: { type: 'string', title: 'What' }, amount: { type: 'object', title: 'Amount', format: 'money' }, note: { type: 'string', title: 'Note' } },
} as const;

/** Sets a scenario's company up over HTTP. `seed` tells it from others on the same installation. */
export async function setUpCompany(stage: Stage, { company }: Scenario, seed: string): Promise<CompanyMade> {
  const { baseUrl } = stage;
  const setup = await TenantSetup.open({ baseUrl, seed, tenantName: `Lindgren ${seed}`, admin: { name: adminName, email: `ada@${seed}.example`, password } });
  const made: CompanyMade = { setup, people: new Map([[adminName, setup.admin]]), ids: new Map(await setup.startingRoleIds()), workflowIds: new Map(), typeIds: new Map() };
  for (const name of company.roles) made.ids.set(name, await setup.addRole(name, ['request.read', 'request_type.read', 'task.decide']));
  for (const [name, { roles }] of Object.entries(company.people)) {
    const email = `${name.toLowerCase().replaceAll(/\W/g, '.')}@${seed}.example`;
    made.people.set(name, await setup.addMember({ name, email, password }, roles.map((role) => need(made.ids, role))));
  }
  for (const { id, name } of (await setup.admin.call(listMembers, { query: { limit: '100' } })).items) made.ids.set(name, id);
  await addStanding(made, company);
  await connect(made, stage, company);
  for (const [name, { steps, immaterialFields = ['note'] }] of Object.entries(company.types)) {
    const workflowId = await setup.addWorkflow({ name: `The way of ${name}`, definition: { formatVersion: 2, steps: withIds([...steps], made.ids) } });
    made.workflowIds.set(name, workflowId);
    made.typeIds.set(name, await setup.addRequestType({ name, form: scenarioForm, titleField: 'title', amountField: 'amount', immaterialFields: [...immaterialFields], workflowId }));
  }
  for (const [holder, amount] of Object.entries(company.limits ?? {})) {
    await setup.admin.call(setAuthorityLimit, { body: { holder: { kind: 'role', id: need(made.ids, holder) }, requestTypeId: null, limit: { amount, currency: 'EUR' } } });
  }
  return made;
}

/** Groups and managers. */
async function addStanding({ setup: { admin }, ids }: CompanyMade, { people }: ScenarioCompany): Promise<void> {
  for (const [name, { group, manager }] of Object.entries(people)) {
    if (group !== undefined && !ids.has(group)) ids.set(group, (await admin.call(createGroup, { body: { name: group } })).id);
    if (group !== undefined) await admin.call(addGroupMembers, { params: { groupId: need(ids, group) }, body: { memberIds: [need(ids, name)] } });
    if (manager !== undefined) await admin.call(setManager, { params: { memberId: need(ids, name) }, body: { manager: { memberId: need(ids, manager) } } });
  }
}

/** How the bank is called; a second is long enough for it to answer. */
export const bankSettings = (baseUrl: string, honoured: boolean) => ({
  baseUrl,
  auth: { kind: 'none' as const },
  idempotency: { header: 'Idempotency-Key', honoured },
  lookUpPath: null,
  order: 'none' as const,
  limits: { attemptsMax: 3, connectMs: 1_000, headersMs: 1_000, bodyMs: 1_000, replyBytesMax: 10_000, perSecond: null },
  replySchema: null,
  onDrift: 'quarantine' as const,
});

async function connect({ setup, ids }: CompanyMade, { addresses }: Stage, { bankHonoursKeys = true }: ScenarioCompany): Promise<void> {
  ids.set('Accounting', (await setup.addWebhookEndpoint({ name: 'Accounting', url: `${addresses.Accounting}/hook` })).id);
  ids.set('Bank', (await setup.admin.call(createConnection, { body: { name: 'Bank', ...bankSettings(addresses.Bank, bankHonoursKeys) } })).id);
}

const idKeys = /^(roleId|groupId|memberId|endpointId|connectionId)$/;

/** The same with ids in place of names. */
export function withIds<T>(value: T, ids: ReadonlyMap<string, string>): T {
  const replaced = (key: string, inner: unknown): unknown => (idKeys.test(key) && typeof inner === 'string' ? need(ids, inner) : inner);
  return JSON.parse(JSON.stringify(value, replaced)) as T;
}
