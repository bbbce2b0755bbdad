import type { watchRequest } from '@countersign/contracts/requests';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { findReadable } from './get-request.service.js';

/** Begins or ends watching. Nothing else does: reading a request makes nobody a watcher. */
export class WatchRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof watchRequest>) {
    const actor = actorOf(call.caller);
    const { watching } = call.input.body;
    return change(this.house, call, actor, async (tx, record, at) => {
      const { requestId, number } = await findReadable(tx, actor, call.input.params.requestId);
      tx.notifications.watch(requestId, actor.memberId, watching, at);
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'request', id: requestId, label: `request ${number}` }, after: { watching } });
      return { requestId, watching, receipt };
    });
  }
}
