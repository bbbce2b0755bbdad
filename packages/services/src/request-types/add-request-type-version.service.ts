import { Refusal } from '@countersign/contracts/platform';
import type { addRequestTypeVersion } from '@countersign/contracts/request-types';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { insertVersion } from './new-version.part.js';

export class AddRequestTypeVersionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof addRequestTypeVersion>) {
    const { requestTypeId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const type = (await tx.requestTypes.lock(requestTypeId)) ? await tx.requestTypes.find(requestTypeId) : null;
      if (!type) throw new Refusal('not_found');
      const version = type.latest.version + 1;
      const view = await insertVersion(tx, requestTypeId, version, call.input.body, at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'request_type', id: requestTypeId, label: type.name }, before: { version: version - 1 }, after: { version, workflowId: view.workflowId } });
      return view;
    });
  }
}
