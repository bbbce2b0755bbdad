import { submitRequest } from '@countersign/contracts/requests';
import { listTasks, previewDecision } from '@countersign/contracts/tasks';
import { smallOrder, type FaultCompany } from '../faults/set-up-company.js';
import { inParallel } from '../platform/in-parallel.js';
import type { Person } from '../platform/person.js';

/** A decision that needs only to be sent. */
export interface PreparedDecision {
  readonly requestId: string;
  readonly taskId: string;
  readonly path: string;
  readonly body: { readonly verdict: 'approve'; readonly revisionDigest: string; readonly consequencesDigest: string };
}

const width = 8;

/** Submits requests, each its own, and looks at what approving each would cause. */
export async function prepareDecisions(company: FaultCompany, approver: Person, count: number): Promise<PreparedDecision[]> {
  const { requester, requestTypeId } = company;
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  await inParallel(numbers, width, async (number) => {
    await requester.call(submitRequest, { body: { requestTypeId, content: smallOrder(`Item ${number}`) } });
  });
  const prepared: PreparedDecision[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await approver.call(listTasks, { query: { assignee: 'me', limit: '100', ...(cursor !== undefined && { cursor }) } });
    await inParallel(page.items, width, async ({ id, requestId }) => {
      const { revisionDigest, consequencesDigest } = await approver.call(previewDecision, { params: { taskId: id }, query: { verdict: 'approve' } });
      prepared.push({ requestId, taskId: id, path: `/v1/tasks/${id}/decisions`, body: { verdict: 'approve', revisionDigest, consequencesDigest } });
    });
    cursor = page.nextCursor;
  }
  return prepared;
}
