import { Refusal } from '@countersign/contracts/platform';
import type { createRequestType } from '@countersign/contracts/request-types';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { insertVersion } from './new-version.part.js';

export class CreateRequestTypeService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createRequestType>) {
    const { description = '', ...version } = call.input.body;
    const name = call.input.body.name.trim();
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      if (await tx.requestTypes.nameExists(name)) throw new Refusal('name_taken', { detail: `There is a request type named "${name}" already. Choose another name.` });
      const id = newId();
      await tx.requestTypes.insert({ id, name, description });
      const latestVersion = await insertVersion(tx, id, 1, version, at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'request_type', id, label: name }, after: { version: 1, workflowId: version.workflowId } });
      return { id, name, description, latestVersion };
    });
  }
}
