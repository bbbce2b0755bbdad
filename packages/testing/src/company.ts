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
  const role = (wanted: string) => roleIds.get(wanted) ?? missing(wanted);
  const addRole = async (roleName: string, permissions: readonly Permission[]) => {
    const { id } = await admin.call(createRole, { body: { name: roleName, permissions: [...permissions] } });
    roleIds.set(roleName, id);
    return id;
  };
  await addRole('Budget owner', ['request.read', 'task.decide']);
  await addRole('Finance', ['request.read', 'task.decide']);
  const join = async (personName: string, roles: readonly string[], unit?: string) => {
    const someone = await api.signUp(personName);
    const { token } = await admin.call(inviteMember, { body: { email: someone.email, roleIds: roles.map(role), ...(unit !== undefined && { unit }) } });
    await someone.call(acceptInvitation, { body: { token } });
    return someone;
  };
  const endpoint = await admin.call(createWebhookEndpoint, { body: { name: 'Accounting', url: options.webhookUrl ?? 'https://hooks.example.com/countersign', ...(options.webhookSecret !== undefined && { secret: options.webhookSecret }) } });
  const definition = (options.definition ?? defaultDefinition)({ role, endpointId: endpoint.id });
  const workflow = await admin.call(createWorkflow, { body: { name: 'Purchase', definition: definition as never } });
  await admin.call(publishWorkflowVersion, { params: { workflowId: workflow.id, version: '1' } });
  const type = await admin.call(createRequestType, { body: { name: 'Purchase order', form: purchaseForm, titleField: 'title', amountField: 'amount', immaterialFields: ['note'], workflowId: workflow.id } });
  const requester = await join(`Employee of ${name}`, ['requester']);
  const company = {
    admin, requester, join, addRole, roleIds, requestTypeId: type.id, workflowId: workflow.id, endpointId: endpoint.id, endpointSecret: endpoint.secret,
    budgetOwner: await join(`Budget owner of ${name}`, ['Budget owner']),
    finance: await join(`Finance of ${name}`, ['Finance']),
    auditor: await join(`Auditor of ${name}`, ['auditor']),
    submit: (content: Record<string, unknown> = { title: 'Stage lighting', amount: { amount: '12400.00', currency: 'EUR' } }, by: Person = requester) => by.call(submitRequest, { body: { requestTypeId: type.id, content } }),
    decide,
  };
  return company;
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
