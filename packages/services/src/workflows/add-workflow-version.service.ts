import { Refusal } from '@countersign/contracts/platform';
import type { addWorkflowVersion } from '@countersign/contracts/workflows';
import { outlineOf, readDefinition } from '@countersign/engine';
import { actorOf, change, digestOf, type Call, type House } from '../platform/index.js';
import { refuseUnlessSound } from './check-references.part.js';
import { versionViewOf } from './view-workflow.part.js';

export class AddWorkflowVersionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof addWorkflowVersion>) {
    const { definition } = call.input.body;
    const { workflowId } = call.input.params;
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      if (!(await tx.workflows.lock(workflowId))) throw new Refusal('not_found');
      await refuseUnlessSound(tx, readDefinition(definition), await tx.requestTypes.listOnWorkflow(workflowId));
      const before = (await tx.workflows.latest([workflowId]))[0]?.version ?? 0;
      const version = { workflowId, version: before + 1, definition, outline: outlineOf(readDefinition(definition)), definitionDigest: digestOf(definition), createdAt: at };
      await tx.workflows.insertVersion(version);
      record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'workflow', id: workflowId, label: `version ${version.version}` },
        after: { version: version.version, definitionDigest: version.definitionDigest },
      });
      return versionViewOf({ ...version, state: 'draft', publishedAt: null });
    });
  }
}
