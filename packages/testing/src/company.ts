import { acceptInvitation, inviteMember } from '@countersign/contracts/invitations';
import type { Permission } from '@countersign/contracts/platform';
import { createRequestType } from '@countersign/contracts/request-types';
import { submitRequest, type RequestChanged, type Verdict } from '@countersign/contracts/requests';
import { createRole, listRoles } from '@countersign/contracts/roles';
import { decideRequest, listTasks, previewDecision, type DecisionReply } from '@countersign/contracts/tasks';
import { createTenant } from '@countersign/contracts/tenants';
import { createWebhookEndpoint } from '@countersign/contracts/webhooks';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import type { KeptDefinition } from '@countersign/engine';
import type { People, Person } from './people.js';

export const purchaseForm = {
  type: 'object',
  additionalProperties: false,
  required: ['title', 'amount'],
  properties: {
    title: { type: 'string', title: 'What', minLength: 1, maxLength: 200 },
    amount: { type: 'object', title: 'Amount', format: 'money' },
    note: { type: 'string', title: 'Note', format: 'multiline' },
  },
};

/** A company with people, a workflow of two approvals and one effect, and a request type; all made over HTTP. */
export interface Company {
  readonly admin: Person;
  readonly requester: Person;
  readonly budgetOwner: Person;
  readonly finance: Person;
  readonly auditor: Person;
  readonly requestTypeId: string;
  readonly workflowId: string;
  readonly endpointId: string;
  readonly endpointSecret: string;
  readonly roleIds: ReadonlyMap<string, string>;
  join(name: string, roles: readonly string[], unit?: string): Promise<Person>;
  addRole(name: string, permissions: readonly Permission[]): Promise<string>;
  submit(content?: Record<string, unknown>, by?: Person): Promise<RequestChanged>;
  decide(by: Person, requestId: string, verdict: Verdict, reason?: string): Promise<DecisionReply>;
  /** The same company on a copy of the database, called at another API. */
  at(people: People): Company;
}

export interface CompanyOptions {
  readonly webhookUrl?: string;
  /** The receiver's own secret, where it has one. */
  readonly webhookSecret?: string;
  readonly definition?: (ids: { role(name: string): string; endpointId: string }) => KeptDefinition;
}

/** Builds a company. Defaults: budget owner, then finance from 5000 up (rejection ends), then a webhook to a public address that nobody calls. */
export async function newCompany(api: People, name: string, options: CompanyOptions = {}): Promise<Company> {
  const admin = await api.signUp(`Admin of ${name}`);
  await admin.call(createTenant, { body: { name } });
  const roleIds = new Map((await admin.call(listRoles, { query: {} })).items.map((role) => [role.name, role.id]));
  const { join, addRole } = hiring(api, admin, roleIds);
  await addRole('Budget owner', ['request.read', 'task.decide']);
  await addRole('Finance', ['request.read', 'task.decide']);
  const endpoint = await admin.call(createWebhookEndpoint, { body: { name: 'Accounting', url: options.webhookUrl ?? 'https://hooks.example.com/countersign', ...(options.webhookSecret !== undefined && { secret: options.webhookSecret }) } });
  const definition = (options.definition ?? defaultDefinition)({ role: (wanted) => roleIds.get(wanted) ?? missing(wanted), endpointId: endpoint.id });
  const workflow = await admin.call(createWorkflow, { body: { name: 'Purchase', definition: definition as never } });
  await admin.call(publishWorkflowVersion, { params: { workflowId: workflow.id, version: '1' } });
  const type = await admin.call(createRequestType, { body: { name: 'Purchase order', form: purchaseForm, titleField: 'title', amountField: 'amount', immaterialFields: ['note'], workflowId: workflow.id } });
  return companyAt(api, {
    admin,
    requester: await join(`Employee of ${name}`, ['requester']),
    budgetOwner: await join(`Budget owner of ${name}`, ['Budget owner']),
    finance: await join(`Finance of ${name}`, ['Finance']),
    auditor: await join(`Auditor of ${name}`, ['auditor']),
  }, { requestTypeId: type.id, workflowId: workflow.id, endpointId: endpoint.id, endpointSecret: endpoint.secret, roleIds });
}

type Staff = Pick<Company, 'admin' | 'requester' | 'budgetOwner' | 'finance' | 'auditor'>;
type Ids = Pick<Company, 'requestTypeId' | 'workflowId' | 'endpointId' | 'endpointSecret' | 'roleIds'>;

function companyAt(api: People, staff: Staff, ids: Ids): Company {
  const roleIds = new Map(ids.roleIds);
  return {
    ...staff,
    ...ids,
    roleIds,
    ...hiring(api, staff.admin, roleIds),
    submit: (content = { title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' } }, by = staff.requester) => by.call(submitRequest, { body: { requestTypeId: ids.requestTypeId, content } }),
    decide,
    at: (people) => companyAt(people, { admin: staff.admin.at(people), requester: staff.requester.at(people), budgetOwner: staff.budgetOwner.at(people), finance: staff.finance.at(people), auditor: staff.auditor.at(people) }, { ...ids, roleIds }),
  };
}

function hiring(api: People, admin: Person, roleIds: Map<string, string>): Pick<Company, 'join' | 'addRole'> {
  return {
    async addRole(name, permissions) {
      const { id } = await admin.call(createRole, { body: { name, permissions: [...permissions] } });
      roleIds.set(name, id);
      return id;
    },
    async join(name, roles, unit) {
      const someone = await api.signUp(name);
      const { token } = await admin.call(inviteMember, { body: { email: someone.email, roleIds: roles.map((role) => roleIds.get(role) ?? missing(role)), ...(unit !== undefined && { unit }) } });
      await someone.call(acceptInvitation, { body: { token } });
      return someone;
    },
  };
}

const missing = (name: string): never => {
  throw new Error(`this company has no role ${name}`);
};

const defaultDefinition: NonNullable<CompanyOptions['definition']> = ({ role, endpointId }) => ({
  formatVersion: 1,
  steps: [
    { id: 'budget', kind: 'approval', name: 'Budget owner', approvers: { roleIds: [role('Budget owner')], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'return' },
    { id: 'finance', kind: 'approval', name: 'Finance', when: 'decimal(request.amount.amount) >= decimal("5000")', approvers: { roleIds: [role('Finance')], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'end' },
    { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId, event: 'payment.requested' } },
  ],
});

/** Looks at what a decision would cause, and decides exactly that. */
async function decide(by: Person, requestId: string, verdict: Verdict, reason?: string): Promise<DecisionReply> {
  const { items } = await by.call(listTasks, { query: { assignee: 'me' } });
  const task = items.find((candidate) => candidate.requestId === requestId);
  if (!task) throw new Error('no task of this request waits for this person');
  const params = { taskId: task.id };
  const { revisionDigest, consequencesDigest } = await by.call(previewDecision, { params, query: { verdict } });
  return by.call(decideRequest, { params, body: { verdict, revisionDigest, consequencesDigest, ...(reason !== undefined && { reason }) } });
}
