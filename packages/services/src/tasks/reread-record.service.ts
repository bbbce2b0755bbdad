import { Refusal } from '@countersign/contracts/platform';
import type { rereadRecord } from '@countersign/contracts/tasks';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { definitionOf, recordOfTask, stepNameOf } from '../requests/index.js';
import { permitTask } from './weigh-decision.part.js';

/** What was read before stays with who signed by it; whoever signs next is shown what is read now. */
export class RereadRecordService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof rereadRecord>) {
    const actor = actorOf(call.caller);
    const { taskId } = call.input.params;
    return change(this.house, call, actor, async (tx, record, at) => {
      const file = permitTask(actor, await tx.requests.lockByTask(taskId));
      if (file.task.status !== 'open') throw new Refusal('task_closed', { detail: 'Nobody signs this any more. Nothing was changed.' });
      const known = recordOfTask(file.records, taskId);
      if (!known) throw new Refusal('not_waiting', { detail: 'This step is signed by no record of another system. Nothing was changed.' });
      if (known.state === 'wanted') throw new Refusal('not_waiting', { detail: 'It is being read already. Nothing was changed.' });
      const { stepId, connectionId, path, fields } = known;
      const id = newId();
      tx.outsideRecords.want(file.requestId, at.toISOString(), { id, taskId, stepId, connectionId, path, fields });
      record.enqueue('outside-records', { recordId: id });
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` }, after: { recordId: id, step: stepNameOf(definitionOf(file), stepId), path } });
      return { taskId, receipt };
    });
  }
}
