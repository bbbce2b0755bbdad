import { createConnection } from '@countersign/contracts/connections';
import { submitRequest } from '@countersign/contracts/requests';
import { decideRequest, listTasks, previewDecision } from '@countersign/contracts/tasks';
import { purchaseForm, purchaseImmaterialFields } from '../demo/purchase-orders.js';
import { need } from '../platform/need.js';
import { TenantSetup } from '../platform/set-up-tenant.js';
import { stableKey } from '../platform/stable-key.js';
import type { EffectReceiver, ReceiverKind } from './effect-receivers.js';

/** What the connections of a campaign allow. */
export const callLimits = { attemptsMax: 20, connectMs: 400, headersMs: 400, bodyMs: 400, replyBytesMax: 20_000, perSecond: null };
const known: { readonly [kind in Exclude<ReceiverKind, 'webhook'>]: { readonly honoured: boolean; readonly lookUpPath: string | null } } = {
  honours: { honoured: true, lookUpPath: null },
  tells: { honoured: false, lookUpPath: '/acts/{key}' },
  neither: { honoured: false, lookUpPath: null },
};

/** A company of its own for a receiver, in which somebody has approved one request. Returns the request. */
export async function setUpEffectCompany({ baseUrl, password, of: { kind, receiver, secret } }: { readonly baseUrl: string; readonly password: string; readonly of: EffectReceiver }): Promise<string> {
  const account = (name: string) => ({ name, email: `${name.toLowerCase()}@${kind}.example`, password });
  const setup = await TenantSetup.open({ baseUrl, seed: kind, tenantName: `Company of ${kind}`, admin: account('Admin') });
  const roleId = await setup.addRole('Approver', ['request.read', 'request_type.read', 'task.decide']);
  const effect = kind === 'webhook' ? { kind, endpointId: (await setup.addWebhookEndpoint({ name: 'Orders', url: receiver.url, secret })).id, event: 'order.approved' } : { kind: 'http' as const, connectionId: await connect(setup, kind, `http://${receiver.host}`), method: 'POST' as const, path: '/orders', body: { for: '{{requestId}}', amount: '{{request.amount.amount}}' } };
  const steps = [
    { id: 'sign', kind: 'approval' as const, name: 'Sign', approvers: { anyOf: [{ kind: 'role' as const, roleId }] }, quorum: 1, onReject: 'return' as const },
    { id: 'order', kind: 'effect' as const, name: 'Order', effect, onReverse: 'person' as const },
  ];
  const workflowId = await setup.addWorkflow({ name: 'Orders', definition: { formatVersion: 2, steps } });
  const requestTypeId = await setup.addRequestType({ name: 'Order', form: purchaseForm, titleField: 'item', amountField: 'amount', immaterialFields: purchaseImmaterialFields, workflowId });
  const requester = await setup.addMember(account('Requester'), [need(await setup.startingRoleIds(), 'requester')]);
  const approver = await setup.addMember(account('Approver'), [roleId]);
  const { id: requestId } = await requester.call(submitRequest, { body: { requestTypeId, content: { item: 'Item', amount: { amount: '310.00', currency: 'EUR' }, supplier: 'Oberon Messtechnik', category: 'Equipment' } } });
  const { items: [task] } = await approver.call(listTasks, { query: { assignee: 'me' } });
  const params = { taskId: task?.id ?? '' };
  const { revisionDigest, consequencesDigest } = await approver.call(previewDecision, { params, query: { verdict: 'approve' } });
  await approver.call(decideRequest, { params, body: { verdict: 'approve', revisionDigest, consequencesDigest } });
  return requestId;
}

async function connect({ admin }: TenantSetup, kind: Exclude<ReceiverKind, 'webhook'>, baseUrl: string): Promise<string> {
  const { honoured, lookUpPath } = known[kind];
  const body = { name: 'Orders', baseUrl, auth: { kind: 'none' as const }, idempotency: { header: 'Idempotency-Key', honoured }, lookUpPath, order: 'none' as const, limits: callLimits, replySchema: null, onDrift: 'tolerate' as const };
  return (await admin.call(createConnection, { body }, stableKey(kind, 'connection'))).id;
}
