import { Refusal } from '@countersign/contracts/platform';
import type { createWorkflow } from '@countersign/contracts/workflows';
import { outlineOf, readDefinition } from '@countersign/engine';
import { actorOf, change, digestOf, newId, type Call, type House } from '../platform/index.js';
import { refuseUnlessSound } from './check-references.part.js';
import { versionViewOf } from './view-workflow.part.js';

export class CreateWorkflowService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createWorkflow>) {
    const { definition } = call.input.body;
    const name = call.input.body.name.trim();
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      if (await tx.workflows.nameExists(name)) throw new Refusal('name_taken', { detail: `There is a workflow named "${name}" already. Choose another name.` });
      await refuseUnlessSound(tx, readDefinition(definition), []);
      const id = newId();
      const version = { workflowId: id, version: 1, definition, outline: outlineOf(readDefinition(definition)), definitionDigest: digestOf(definition), createdAt: at };
      await tx.workflows.insert({ id, name });
      await tx.workflows.insertVersion(version);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'workflow', id, label: name }, after: { version: 1, definitionDigest: version.definitionDigest } });
      return { id, name, latestVersion: versionViewOf({ ...version, state: 'draft', publishedAt: null }) };
    });
  }
}
