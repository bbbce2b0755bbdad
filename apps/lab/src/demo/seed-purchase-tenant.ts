import { getRequest, submitRequest, withdrawRequest } from '@countersign/contracts/requests';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';
import { stableKey } from '../platform/stable-key.js';
import type { DemoOptions, DemoSignIn } from './demo-sign-in.js';
import { demoOrders, purchaseForm, purchaseImmaterialFields, purchaseSteps, type DemoOrder } from './purchase-orders.js';

const seed = 'brightwater';
const tenantName = 'Brightwater Instruments';
const people = { admin: 'Tomas Brandt', employee: 'Ines Falk', budgetOwner: 'Jonas Petrov', finance: 'Amara Diallo', auditor: 'Lena Ortiz' };

interface Company {
  readonly requestTypeId: string;
  readonly employee: Person;
  readonly budgetOwner: Person;
  readonly finance: Person;
}

/** A second company, unrelated to the first, with a small workflow of its own and a handful of requests in different states. */
export async function seedPurchaseTenant(options: DemoOptions): Promise<DemoSignIn[]> {
  const { password, say } = options;
  const company = await setUpCompany(options);
  for (const [index, order] of demoOrders.entries()) await placeOrder(company, order, index);
  say(`  ${tenantName}: 5 people, ${demoOrders.length} requests`);
  const signIn = (who: string, name: string): DemoSignIn => ({ who: `${name}, ${who}`, email: emailOf(name), password, tenant: tenantName });
  return [
    signIn('employee', people.employee),
    signIn('budget owner', people.budgetOwner),
    signIn('finance', people.finance),
    signIn('auditor', people.auditor),
    signIn('admin', people.admin),
  ];
}

async function setUpCompany({ baseUrl, endpoint, password }: DemoOptions): Promise<Company> {
  const account = (name: string) => ({ name, email: emailOf(name), password });
  const setup = await TenantSetup.open({ baseUrl, seed, tenantName, admin: account(people.admin) });
  const { id: endpointId } = await setup.addWebhookEndpoint({ name: 'Orders', ...endpoint });
  const starting = await setup.startingRoleIds();
  const roleIds = {
    budgetOwner: await setup.addRole('Budget owner', ['request.read', 'request_type.read', 'task.decide', 'workflow.read']),
    finance: await setup.addRole('Finance', ['request.read', 'request_type.read', 'task.decide', 'workflow.read']),
  };
  const workflowId = await setup.addWorkflow({ name: 'Purchase orders', definition: { formatVersion: 1, steps: purchaseSteps(roleIds, endpointId) } });
  const requestTypeId = await setup.addRequestType({
    name: 'Purchase order',
    description: 'Anything that costs money. The budget owner signs; from EUR 5,000.00 on, and for any other currency, finance signs too.',
    form: purchaseForm,
    titleField: 'item',
    amountField: 'amount',
    immaterialFields: purchaseImmaterialFields,
    workflowId,
  });
  const employee = await setup.addMember(account(people.employee), [need(starting, 'requester')]);
  const budgetOwner = await setup.addMember(account(people.budgetOwner), [roleIds.budgetOwner, need(starting, 'requester')]);
  const finance = await setup.addMember(account(people.finance), [roleIds.finance]);
  await setup.addMember(account(people.auditor), [need(starting, 'auditor')]);
  return { requestTypeId, employee, budgetOwner, finance };
}

async function placeOrder(company: Company, order: DemoOrder, index: number): Promise<void> {
  const { requestTypeId, employee, budgetOwner, finance } = company;
  const { id } = await employee.call(submitRequest, { body: { requestTypeId, content: { ...order.content } } }, stableKey(seed, 'order', index));
  const key = (step: string) => stableKey(seed, 'order', index, step);
  for (const act of order.acts) {
    const reason = order.reason ?? '';
    if (act === 'withdraw') await employee.call(withdrawRequest, { params: { requestId: id }, body: { reason } }, key(act));
    else await decide({ requestId: id, employee, member: act.startsWith('finance') ? finance : budgetOwner, verdict: act.endsWith('approves') ? 'approve' : 'reject', reason, key: key(act) });
  }
}

interface Decision {
  readonly requestId: string;
  readonly employee: Person;
  readonly member: Person;
  readonly verdict: 'approve' | 'reject';
  readonly reason: string;
  readonly key: string;
}

/** Decides as a person would: opens the task, looks at what it would cause, signs exactly that. Done already means there is nothing to do. */
async function decide({ requestId, employee, member, verdict, reason, key }: Decision): Promise<void> {
  const request = await employee.call(getRequest, { params: { requestId } });
  if (request.decisions.some(({ member: by, verdict: given }) => by.name === member.account.name && given === verdict)) return;
  const open = request.tasks.find(({ status }) => status === 'open');
  if (!open) throw new Error(`Nothing of request ${request.number} waits for ${member.account.name}.`);
  const { revisionDigest, consequencesDigest } = await member.call(previewDecision, { params: { taskId: open.id }, query: { verdict } });
  const body = { verdict, revisionDigest, consequencesDigest, ...(verdict === 'reject' && { reason }) };
  await member.call(decideRequest, { params: { taskId: open.id }, body }, key);
}

const emailOf = (name: string): string => `${name.split(' ')[0]?.toLowerCase()}@${seed}.example`;
