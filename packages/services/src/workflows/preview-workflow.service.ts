import { Refusal } from '@countersign/contracts/platform';
import { workflowDefinition, type previewWorkflow, type WorkflowFinding, type WorkflowPreview } from '@countersign/contracts/workflows';
import { checkSize, outlineOf, readDefinition, type WorkflowDefinition } from '@countersign/engine';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findingsMax, findingsOf, looking } from './check-references.part.js';
import { differencesOf } from './differences.part.js';
import { namesOf } from './name-sources.part.js';
import { saysTheSame } from './says-the-same.part.js';
import { shapeFindings } from './shape-findings.part.js';

/** What would be said of a definition if it were saved as a version now. It reads, and writes nothing. */
export class PreviewWorkflowService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewWorkflow>): Promise<WorkflowPreview> {
    const { workflowId, definition: sent } = call.input.body;
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      if (workflowId !== null && (await tx.workflows.latest([workflowId])).length === 0) throw new Refusal('not_found');
      const live = workflowId === null ? null : await tx.workflows.findPublished(workflowId);
      const liveVersion = live?.version ?? null;
      const read = workflowDefinition.safeParse(sent);
      const blocked = { liveVersion, differences: [], isUnchanged: false, publish: notYet };
      if (!read.success) return { ...blocked, findings: shapeFindings(sent, read.error.issues) };
      const definition = readDefinition(read.data);
      const types = workflowId === null ? [] : await tx.requestTypes.listOnWorkflow(workflowId);
      const findings = (await findingsOf(tx, definition, types, looking)).slice(0, findingsMax).map(({ stepId, field, message, at }): WorkflowFinding => ({ stepId, field: at?.part ?? field ?? null, message, at: at ?? null }));
      const before: WorkflowDefinition | null = live && readDefinition(live.definition);
      if ([before, definition].some((each) => each !== null && checkSize(each).length > 0)) return { ...blocked, findings };
      const isUnchanged = before !== null && saysTheSame(before, definition);
      const publish = findings.length > 0 ? notYet : isUnchanged ? no(`Nothing is different from version ${liveVersion}, which is live.`) : actor.permissions.includes('workflow.publish') ? { allowed: true, because: null } : no('None of your roles lets you publish workflows.');
      const differences = before === null ? [] : differencesOf(before, definition, await namesOf(tx, [...outlineOf(before), ...outlineOf(definition)]));
      return { findings, liveVersion, differences, isUnchanged, publish };
    });
  }
}

const no = (because: string) => ({ allowed: false, because });
const notYet = no('What is wrong has to be mended first.');
