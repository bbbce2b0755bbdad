import { listMembers } from '@countersign/contracts/members';
import { createWebhookSource, updateWebhookSource, type WebhookSourceView } from '@countersign/contracts/webhook-sources';
import { purchaseForm, purchaseImmaterialFields } from '../demo/purchase-orders.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';
import { stableKey } from '../platform/stable-key.js';

/** What the steps of its requests wait for, in their order. */
export const awaited = ['goods received', 'invoice received', 'release given'] as const;

export interface InboundCompany {
  readonly admin: Person;
  readonly source: WebhookSourceView;
  readonly secret: string;
  /** Has the item of a request taken from another place of the message from now on. */
  mend(from: string): Promise<void>;
}

const places = (item: string) => [['item', item], ['amount', '/data/amount'], ['supplier', '/data/supplier'], ['category', '/data/category']].map(([to, from]) => ({ to: `/${to}`, from: from ?? '' }));

const rulesOf = (requestTypeId: string, item: string) => [
  { type: 'order.placed', act: { kind: 'start_request' as const, requestTypeId, fields: places(item) } },
  ...awaited.map((message) => ({ type: message.replace(' ', '.'), act: { kind: 'complete_wait' as const, message, requestPointer: '/request' } })),
];

/** A company whose orders begin with a message and wait for three others, one after the other. */
export async function setUpInboundCompany({ baseUrl, name, password }: { readonly baseUrl: string; readonly name: string; readonly password: string }): Promise<InboundCompany> {
  const setup = await TenantSetup.open({ baseUrl, seed: name, tenantName: `Company ${name}`, admin: { name: 'Admin', email: `admin@${name}.example`, password } });
  const roleId = await setup.addRole('Approver', ['request.read', 'request_type.read', 'task.decide']);
  const steps = [
    ...awaited.map((message) => ({ id: message.replace(' ', '-'), kind: 'wait' as const, name: message, until: { message } })),
    // Nobody holds the role: here the request stands when its waits are over.
    { id: 'sign', kind: 'approval' as const, name: 'Sign', approvers: { anyOf: [{ kind: 'role' as const, roleId }] }, quorum: 1, onReject: 'return' as const },
  ];
  const workflowId = await setup.addWorkflow({ name: 'Orders', definition: { formatVersion: 2, steps } });
  const requestTypeId = await setup.addRequestType({ name: 'Order', form: purchaseForm, titleField: 'item', amountField: 'amount', immaterialFields: purchaseImmaterialFields, workflowId });
  const { items: [requester] } = await setup.admin.call(listMembers, { query: { limit: '1' } });
  const body = { name: 'Shop', verification: { kind: 'standard_webhooks' as const }, typePointer: '/type', requesterId: requester?.id ?? '', rules: rulesOf(requestTypeId, '/data/item') };
  const { secret, ...source } = await setup.admin.call(createWebhookSource, { body }, stableKey(name, 'source'));
  const mend = async (from: string) => {
    await setup.admin.call(updateWebhookSource, { params: { sourceId: source.id }, body: { ...body, rules: rulesOf(requestTypeId, from), paused: false, revision: source.revision } });
  };
  return { admin: setup.admin, source, secret, mend };
}

/** An order as its source takes it. */
export const orderOf = (item: string, more: object = {}) => ({ type: 'order.placed', data: { item, amount: { amount: '75.00', currency: 'EUR' }, supplier: 'Oberon Messtechnik', category: 'Equipment' }, ...more });
