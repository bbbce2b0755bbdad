import type { listWorkflows } from '@countersign/contracts/workflows';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { versionViewOf } from './view-workflow.part.js';

export class ListWorkflowsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listWorkflows>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.workflows.list(pageOfQuery(call.input.query));
      return { items: page.items.map(({ id, name, latest }) => ({ id, name, latestVersion: versionViewOf(latest) })), nextCursor: page.nextCursor };
    });
  }
}
