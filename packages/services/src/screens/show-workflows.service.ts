import type { showWorkflows, WorkflowsScreen } from '@countersign/contracts/screens';
import { actorOf, instantOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';
import { countedPerStatus } from './workflow-versions.part.js';

/** Every workflow with what runs on it. */
export class ShowWorkflowsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWorkflows>): Promise<WorkflowsScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, this.house.now());
      const page = await tx.workflowList.listOverviews(pageOfQuery(call.input.query));
      const counted = await tx.workflowList.countRunning(countedPerStatus);
      const items = page.items.map(({ live, ...workflow }) => ({
        ...workflow,
        live: live && { version: live.version, publishedAt: instantOf(live.publishedAt), publishedBy: live.publisher },
        running: counted.rows.filter(({ workflowId }) => workflowId === workflow.id).map(({ version, running }) => ({ version, running })).sort((one, other) => other.version - one.version),
      }));
      return withPictures(tx, { ...frame, data: { workflows: { items: items.map((item) => ({ ...item, requestTypes: [...item.requestTypes] })), nextCursor: page.nextCursor }, isCountWhole: counted.isWhole } });
    });
  }
}
