import { Refusal } from '@countersign/contracts/platform';
import type { publishWorkflowVersion } from '@countersign/contracts/workflows';
import { readDefinition } from '@countersign/engine';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { refuseUnlessSound } from './check-references.part.js';
import { saysTheSame } from './says-the-same.part.js';
import { versionViewOf } from './view-workflow.part.js';

/** Publishes a draft and retires the version before. Runs in flight stay on the version that they started on. */
export class PublishWorkflowVersionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof publishWorkflowVersion>) {
    const { workflowId } = call.input.params;
    const version = Number(call.input.params.version);
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const found = (await tx.workflows.lock(workflowId)) ? await tx.workflows.findVersion(workflowId, version) : null;
      if (!found) throw new Refusal('not_found');
      if (found.state !== 'draft') throw new Refusal('workflow_version_not_draft', { detail: `Version ${version} is ${found.state}. Add a new version and publish that.` });
      const live = await tx.workflows.findPublished(workflowId);
      if (live && saysTheSame(live.definition, found.definition)) throw new Refusal('workflow_version_unchanged', { detail: `Version ${live.version} is live and says the same as version ${version}. Change something in a new version and publish that.` });
      await refuseUnlessSound(tx, readDefinition(found.definition), await tx.requestTypes.listOnWorkflow(workflowId));
      await tx.workflows.publish(workflowId, version, { at, by: actor.memberId });
      record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'workflow', id: workflowId, label: `version ${version}` },
        before: { state: 'draft' },
        after: { state: 'published', version, definitionDigest: found.definitionDigest },
      });
      return versionViewOf({ ...found, state: 'published', publishedAt: at });
    });
  }
}
