import { purchaseForm, purchaseImmaterialFields, purchaseSteps } from '../demo/purchase-orders.js';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';

export interface FaultCompany {
  readonly requester: Person;
  readonly requestTypeId: string;
  readonly workflowId: string;
  readonly approvers: readonly { readonly person: Person; readonly stepId: string }[];
}

export interface FaultCompanyOptions {
  readonly baseUrl: string;
  readonly seed: string;
  readonly password: string;
  readonly endpoint: { readonly url: string; readonly secret: string };
  readonly budgetOwners: number;
  readonly finance: number;
}

/** A company whose purchase orders one role signs, from EUR 5,000.00 on a second one too; then one webhook. */
export async function setUpFaultCompany(options: FaultCompanyOptions): Promise<FaultCompany> {
  const { baseUrl, seed, password, endpoint } = options;
  const account = (name: string) => ({ name, email: `${name.toLowerCase().replaceAll(' ', '.')}@${seed}.example`, password });
  const setup = await TenantSetup.open({ baseUrl, seed, tenantName: 'Fault company', admin: account('Admin') });
  const { id: endpointId } = await setup.addWebhookEndpoint({ name: 'Orders', ...endpoint });
  const permissions = ['request.read', 'request_type.read', 'task.decide'] as const;
  const roleIds = { budgetOwner: await setup.addRole('Budget owner', permissions), finance: await setup.addRole('Finance', permissions) };
  const workflowId = await setup.addWorkflow({ name: 'Purchase orders', definition: { formatVersion: 1, steps: purchaseSteps(roleIds, endpointId) } });
  const requestTypeId = await setup.addRequestType({
    name: 'Purchase order', description: 'For the lab.', form: purchaseForm, titleField: 'item', amountField: 'amount', immaterialFields: purchaseImmaterialFields, workflowId,
  });
  const requester = await setup.addMember(account('Requester'), [need(await setup.startingRoleIds(), 'requester')]);
  const approvers = [];
  for (let index = 1; index <= options.budgetOwners; index += 1) {
    approvers.push({ stepId: 'budget-owner', person: await setup.addMember(account(`Budget owner ${index}`), [roleIds.budgetOwner]) });
  }
  for (let index = 1; index <= options.finance; index += 1) {
    approvers.push({ stepId: 'finance', person: await setup.addMember(account(`Finance ${index}`), [roleIds.finance]) });
  }
  return { requester, requestTypeId, workflowId, approvers };
}

/** What somebody orders, small enough for one signature. */
export const smallOrder = (item: string) => ({ item, amount: { amount: '310.00', currency: 'EUR' }, supplier: 'Oberon Messtechnik', category: 'Equipment', why: 'The one we have is booked out until March, and the test bench stands still without it.' });
