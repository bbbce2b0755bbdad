import { Refusal } from '@countersign/contracts/platform';
import { workflowDefinition, type previewWorkflow, type WorkflowFinding, type WorkflowPreview } from '@countersign/contracts/workflows';
import { checkSize, outlineOf, readDefinition, type WorkflowDefinition } from '@countersign/engine';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findingsMax, findingsOf, looking } from './check-references.part.js';
import { differencesOf } from './differences.part.js';
import { namesOf } from './name-sources.part.js';
import { shapeFindings } from './shape-findings.part.js';

/** What would be said of a definition if it were saved as a version now. It reads, and writes nothing. */
export class PreviewWorkflowService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewWorkflow>): Promise<WorkflowPreview> {
    const { workflowId, definition: sent } = call.input.body;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      if (workflowId !== null && (await tx.workflows.latest([workflowId])).length === 0) throw new Refusal('not_found');
      const live = workflowId === null ? null : await tx.workflows.findPublished(workflowId);
      const liveVersion = live?.version ?? null;
      const read = workflowDefinition.safeParse(sent);
      if (!read.success) return { findings: shapeFindings(sent, read.error.issues), liveVersion, differences: [] };
      const definition = readDefinition(read.data);
      const types = workflowId === null ? [] : await tx.requestTypes.listOnWorkflow(workflowId);
      const findings = (await findingsOf(tx, definition, types, looking)).slice(0, findingsMax).map(({ stepId, message, at }): WorkflowFinding => ({ stepId, message, at: at ?? null }));
      const before: WorkflowDefinition | null = live && readDefinition(live.definition);
      if (before === null || [before, definition].some((each) => checkSize(each).length > 0)) return { findings, liveVersion, differences: [] };
      const names = await namesOf(tx, [...outlineOf(before), ...outlineOf(definition)]);
      return { findings, liveVersion, differences: differencesOf(before, definition, names) };
    });
  }
}
