import { submitRequest } from '@countersign/contracts/requests';
import { decideRequest, listTasks, previewDecision } from '@countersign/contracts/tasks';
import { setTimeout as pause } from 'node:timers/promises';
import { setUpFaultCompany, type FaultCompany } from '../faults/set-up-company.js';
import type { ArrivalsReceiver } from './arrivals-receiver.js';

/** A company whose small orders one person signs, and what it sends arrives at a receiver of its own. */
export class EffectCompany {
  private constructor(
    private readonly company: FaultCompany,
    readonly receiver: ArrivalsReceiver,
  ) {}

  static async open(options: { readonly baseUrl: string; readonly seed: string; readonly password: string; readonly secret: string; readonly receiver: ArrivalsReceiver }): Promise<EffectCompany> {
    const { receiver, secret, ...rest } = options;
    return new EffectCompany(await setUpFaultCompany({ ...rest, endpoint: { url: `http://${receiver.host}/orders`, secret }, budgetOwners: 1, finance: 0 }), receiver);
  }

  /** Submits an order and approves it; the request, and when the server decided it. */
  async approve(): Promise<{ readonly requestId: string; readonly decidedMs: number }> {
    const { requester, requestTypeId, approvers: [approver] } = this.company;
    if (!approver) throw new Error('somebody signs');
    const { id: requestId } = await requester.call(submitRequest, { body: { requestTypeId, content: { item: 'Item', amount: { amount: '310.00', currency: 'EUR' }, supplier: 'Oberon Messtechnik', category: 'Equipment' } } });
    const { items } = await approver.person.call(listTasks, { query: { assignee: 'me', limit: '100' } });
    const task = items.find((candidate) => candidate.requestId === requestId);
    if (!task) throw new Error('the request waits for the approver');
    const params = { taskId: task.id };
    const { revisionDigest, consequencesDigest } = await approver.person.call(previewDecision, { params, query: { verdict: 'approve' } });
    const { decidedAt } = await approver.person.call(decideRequest, { params, body: { verdict: 'approve', revisionDigest, consequencesDigest } });
    return { requestId, decidedMs: Date.parse(decidedAt) };
  }

  /** How long each of so many effects took from its decision to its first arrival, one decision every `everyMs`; infinite for what never came. */
  async latencies(count: number, everyMs: number, patienceMs: number): Promise<number[]> {
    const decided: { readonly requestId: string; readonly decidedMs: number }[] = [];
    for (let at = 0; at < count; at += 1) {
      const [done] = await Promise.all([this.approve(), pause(everyMs)]);
      decided.push(done);
    }
    const until = Date.now() + patienceMs;
    while (Date.now() < until && decided.some(({ requestId }) => !this.receiver.firstMs.has(requestId))) await pause(100);
    return decided.map(({ requestId, decidedMs }) => (this.receiver.firstMs.get(requestId) ?? Infinity) - decidedMs);
  }
}
