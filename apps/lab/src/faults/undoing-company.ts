import { createConnection, updateConnection, type ConnectionSettings } from '@countersign/contracts/connections';
import { compensateEffect, listEffects, previewCompensation } from '@countersign/contracts/effects';
import { submitRequest } from '@countersign/contracts/requests';
import { decideRequest, listTasks, previewDecision } from '@countersign/contracts/tasks';
import { openTestReceiver, type TestReceiver } from '@countersign/receiver';
import { purchaseForm, purchaseImmaterialFields } from '../demo/purchase-orders.js';
import { inParallel } from '../platform/in-parallel.js';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';
import { callLimits } from './effect-companies.js';
import { mix, requestIn } from './effect-receivers.js';
import { smallOrder } from './set-up-company.js';

const width = 8;
/** What was carried out, in order, and by what it is undone. */
export const undonePaths = { '/reservations': '/releases', '/payments': '/refunds' } as const;
const refusedPath = '/orders';
const orderName = 'Order';

/**
 * Honours keys and treats one call in eight badly, except that it neither lies nor sends elsewhere: what it did can be found out each time, so
 * that everything has to come to its end. It refuses every order, for good.
 */
export async function openUndoingReceiver(seed: number): Promise<TestReceiver> {
  const receiver = await openTestReceiver({ seed, honoursKeys: true, subjectOf: requestIn, otherwise: mix.filter(([, told]) => !('does' in told && (told.does === 'lies' || told.does === 'redirects'))) });
  receiver.always({ status: 422, acts: false }, refusedPath);
  return receiver;
}

/** A company whose requests reserve, pay and order; no order is ever taken, and what was done before it is undone, the last first. */
export class UndoingCompany {
  private constructor(
    private readonly admin: Person,
    private readonly connectionId: string,
    private readonly settings: ConnectionSettings,
    /** One of its requests. */
    readonly exampleRequestId: string,
  ) {}

  /** With so many approved requests, whose effects wait: its connection is paused. */
  static async open({ baseUrl, password, receiver, requests }: { readonly baseUrl: string; readonly password: string; readonly receiver: TestReceiver; readonly requests: number }): Promise<UndoingCompany> {
    const account = (name: string) => ({ name, email: `${name.toLowerCase()}@undoing.example`, password });
    const setup = await TenantSetup.open({ baseUrl, seed: 'undoing', tenantName: 'Company that undoes', admin: account('Admin') });
    const settings: ConnectionSettings = { baseUrl: `http://${receiver.host}`, auth: { kind: 'none' }, idempotency: { header: 'Idempotency-Key', honoured: true }, lookUpPath: null, order: 'none', limits: callLimits, replySchema: null, onDrift: 'tolerate' };
    const { id: connectionId } = await setup.admin.call(createConnection, { body: { name: 'Orders', ...settings } });
    await setup.admin.call(updateConnection, { params: { connectionId }, body: { name: 'Orders', ...settings, paused: true, revision: 1 } });
    const roleId = await setup.addRole('Approver', ['request.read', 'request_type.read', 'task.decide']);
    const workflowId = await setup.addWorkflow({ name: 'Orders', definition: { formatVersion: 2, steps: stepsOf(roleId, connectionId) } });
    const requestTypeId = await setup.addRequestType({ name: 'Order', form: purchaseForm, titleField: 'item', amountField: 'amount', immaterialFields: purchaseImmaterialFields, workflowId });
    const requester = await setup.addMember(account('Requester'), [need(await setup.startingRoleIds(), 'requester')]);
    const approver = await setup.addMember(account('Approver'), [roleId]);
    const numbers = Array.from({ length: requests }, (_, index) => index + 1);
    const requestIds: string[] = [];
    await inParallel(numbers, width, async (number) => {
      const { id } = await requester.call(submitRequest, { body: { requestTypeId, content: smallOrder(`Item ${number}`) } });
      requestIds.push(id);
    });
    await approveAll(approver);
    return new UndoingCompany(setup.admin, connectionId, settings, requestIds[0] ?? '');
  }

  /** Its effects wait no longer. */
  async goOn(): Promise<void> {
    await this.admin.call(updateConnection, { params: { connectionId: this.connectionId }, body: { name: 'Orders', ...this.settings, paused: false, revision: 2 } });
  }

  /**
   * What a person does about orders that were refused only when they were in doubt already: looks there, and has what came before undone.
   * Returns how many there were.
   */
  async settleDoubts(): Promise<number> {
    let count = 0;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await this.admin.call(listEffects, { query: { group: 'needs_person', limit: '100', ...(cursor !== undefined && { cursor }) } });
      for (const { id: effectId, state, stepName } of page.items) {
        if (state !== 'unknown' || stepName !== orderName) continue;
        const { shown } = await this.admin.call(previewCompensation, { params: { effectId } });
        await this.admin.call(compensateEffect, { params: { effectId }, body: { reason: 'It is not in their list of orders.', shown } });
        count += 1;
      }
      cursor = page.nextCursor;
    }
    return count;
  }
}

function stepsOf(roleId: string, connectionId: string) {
  const call = (path: string) => ({ kind: 'http' as const, connectionId, method: 'POST' as const, path, body: { for: '{{requestId}}' } });
  const effect = (id: string, name: string) => ({ id, kind: 'effect' as const, name, waitsForPrevious: true });
  return [
    { id: 'sign', kind: 'approval' as const, name: 'Sign', approvers: { anyOf: [{ kind: 'role' as const, roleId }] }, quorum: 1, onReject: 'return' as const },
    { ...effect('reserve', 'Reserve'), effect: call('/reservations'), onReverse: call(undonePaths['/reservations']) },
    { ...effect('pay', 'Pay'), effect: call('/payments'), onReverse: call(undonePaths['/payments']) },
    { ...effect('order', orderName), effect: call(refusedPath), onFailure: 'compensate' as const, onReverse: 'person' as const },
  ];
}

/** Whoever decided no longer has the task, so the first page is always one that waits. */
async function approveAll(approver: Person): Promise<void> {
  for (;;) {
    const { items } = await approver.call(listTasks, { query: { assignee: 'me', limit: '100' } });
    if (items.length === 0) return;
    await inParallel(items, width, async ({ id: taskId }) => {
      const { revisionDigest, consequencesDigest } = await approver.call(previewDecision, { params: { taskId }, query: { verdict: 'approve' } });
      await approver.call(decideRequest, { params: { taskId }, body: { verdict: 'approve', revisionDigest, consequencesDigest } });
    });
  }
}
