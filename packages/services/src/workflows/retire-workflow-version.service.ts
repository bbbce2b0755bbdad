import { Refusal } from '@countersign/contracts/platform';
import type { retireWorkflowVersion } from '@countersign/contracts/workflows';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { versionViewOf } from './view-workflow.part.js';

/** Gives up a draft, or takes a published version out of use without another in its place. What runs on it goes on to its end. */
export class RetireWorkflowVersionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof retireWorkflowVersion>) {
    const { workflowId } = call.input.params;
    const version = Number(call.input.params.version);
    return change(this.house, call, actorOf(call.caller), async (tx, record) => {
      const found = (await tx.workflows.lock(workflowId)) ? await tx.workflows.findVersion(workflowId, version) : null;
      if (!found) throw new Refusal('not_found');
      if (found.state === 'retired') throw new Refusal('workflow_version_retired', { detail: `Version ${version} is retired already.` });
      await tx.workflows.retire(workflowId, version);
      record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'workflow', id: workflowId, label: `version ${version}` },
        before: { state: found.state },
        after: { state: 'retired', version },
      });
      return versionViewOf({ ...found, state: 'retired' });
    });
  }
}
