import { listAuditEntries } from '@countersign/contracts/audit';
import { getRequest, listRequests, submitRequest } from '@countersign/contracts/requests';
import { showInbox, showRequest } from '@countersign/contracts/screens';
import { decideRequest, previewDecision } from '@countersign/contracts/tasks';
import { purchaseForm, purchaseImmaterialFields, purchaseSteps } from '../demo/purchase-orders.js';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';

/** Something that people do all day, whose cost must not grow with what is kept. */
export interface Probe {
  readonly name: string;
  act(): Promise<unknown>;
}

export interface FlatCompany {
  /** Ended, after one task and one effect: what is copied in bulk. */
  readonly endedRequestId: string;
  readonly probes: readonly Probe[];
}

interface Asked {
  readonly params: { readonly taskId: string };
  readonly body: { readonly verdict: 'approve'; readonly revisionDigest: string; readonly consequencesDigest: string };
}

/** A company over HTTP, with somebody who signs much and somebody who asked for little, long ago. */
export async function setUpFlatCompany(options: { readonly baseUrl: string; readonly password: string; readonly endpoint: { readonly url: string; readonly secret: string } }): Promise<FlatCompany> {
  const { baseUrl, password, endpoint } = options;
  const account = (name: string) => ({ name, email: `${name.toLowerCase().replaceAll(' ', '.')}@flat.example`, password });
  const setup = await TenantSetup.open({ baseUrl, seed: 'flat', tenantName: 'Flat company', admin: account('Admin') });
  const { id: endpointId } = await setup.addWebhookEndpoint({ name: 'Orders', ...endpoint });
  const permissions = ['request.read', 'request_type.read', 'task.decide'] as const;
  const roleIds = { budgetOwner: await setup.addRole('Budget owner', permissions), finance: await setup.addRole('Finance', permissions) };
  const workflowId = await setup.addWorkflow({ name: 'Purchase orders', definition: { formatVersion: 1, steps: purchaseSteps(roleIds, endpointId) } });
  const requestTypeId = await setup.addRequestType({ name: 'Purchase order', form: purchaseForm, titleField: 'item', amountField: 'amount', immaterialFields: purchaseImmaterialFields, workflowId });
  const starting = await setup.startingRoleIds();
  const [few, many, auditor, owner] = [
    await setup.addMember(account('Asked for little'), [need(starting, 'requester')]),
    await setup.addMember(account('Asks for all'), [need(starting, 'requester')]),
    await setup.addMember(account('Auditor'), [need(starting, 'auditor')]),
    await setup.addMember(account('Budget owner'), [roleIds.budgetOwner]),
  ];
  const submit = (by: Person) => by.call(submitRequest, { body: { requestTypeId, content: { item: 'Item', amount: { amount: '310.00', currency: 'EUR' }, supplier: 'Oberon Messtechnik', category: 'Equipment' } } });
  for (let round = 0; round < 3; round += 1) await submit(few);
  const ask = async (): Promise<Asked> => lookAt(owner, many, (await submit(many)).id);
  const decide = ({ params, body }: Asked) => owner.call(decideRequest, { params, body });
  const { requestId: endedRequestId } = await decide(await ask());
  const { id: openId } = await submit(many);
  const { params } = await lookAt(owner, many, openId);
  return { endedRequestId, probes: probesOf({ few, auditor, owner, openId, params, decideOne: async () => decide(await ask()) }) };
}

interface Cast {
  readonly few: Person;
  readonly auditor: Person;
  readonly owner: Person;
  readonly openId: string;
  readonly params: Asked['params'];
  decideOne(): Promise<unknown>;
}

/** A line each; what is added here is held from then on. */
function probesOf({ few, auditor, owner, openId, params, decideOne }: Cast): Probe[] {
  return [
    { name: 'The inbox of who signs every other request', act: () => owner.call(showInbox, {}) },
    { name: 'The inbox of who asked for little', act: () => few.call(showInbox, {}) },
    { name: 'Requests, for who may see all', act: () => auditor.call(listRequests, { query: {} }) },
    { name: 'Requests, for who asked for little', act: () => few.call(listRequests, { query: {} }) },
    { name: 'A request', act: () => owner.call(showRequest, { query: { requestId: openId } }) },
    { name: 'The audit, first page', act: () => auditor.call(listAuditEntries, { query: {} }) },
    { name: 'What a decision would cause', act: () => owner.call(previewDecision, { params, query: { verdict: 'approve' } }) },
    { name: 'Submitting, looking and deciding', act: decideOne },
  ];
}

/** What approving would cause, ready to be sent. */
async function lookAt(approver: Person, requester: Person, requestId: string): Promise<Asked> {
  const { tasks } = await requester.call(getRequest, { params: { requestId } });
  const taskId = tasks.find(({ status }) => status === 'open')?.id;
  if (taskId === undefined) throw new Error('the request waits for nobody');
  const params = { taskId };
  const { revisionDigest, consequencesDigest } = await approver.call(previewDecision, { params, query: { verdict: 'approve' } });
  return { params, body: { verdict: 'approve', revisionDigest, consequencesDigest } };
}
