import type { WaitingRow } from '@countersign/database/requests';
import type { listTasks, TaskView } from '@countersign/contracts/tasks';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { summaryOf } from '../requests/index.js';
import { waitingTasks } from './waiting-tasks.part.js';

export function taskViewOf(row: Omit<WaitingRow, 'decidedBefore' | 'effectNames'>): TaskView {
  const { amount, requester, number, title, revision } = summaryOf(row);
  return {
    id: row.taskId,
    requestId: row.id,
    requestNumber: number,
    requestTypeName: row.typeName,
    title,
    requester,
    amount,
    stepId: row.stepId ?? '',
    stepName: row.stepName ?? '',
    revision,
    revisionDigest: row.revisionDigest,
    status: row.taskStatus as TaskView['status'],
    openedAt: row.openedAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
  };
}

export class ListTasksService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listTasks>) {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const page = await waitingTasks(tx, actor, pageOfQuery(call.input.query));
      return { items: page.items.map(taskViewOf), nextCursor: page.nextCursor };
    });
  }
}
