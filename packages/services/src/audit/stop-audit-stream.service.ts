import type { stopAuditStream } from '@countersign/contracts/audit';
import { Refusal } from '@countersign/contracts/platform';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { auditStreamViewOf } from './view-audit-stream.part.js';

/** What is on its way comes to its end, and counts where it arrives; nothing more is begun. */
export class StopAuditStreamService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof stopAuditStream>) {
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const stream = await tx.auditStreams.lock(call.input.params.streamId);
      if (!stream) throw new Refusal('not_found');
      if (stream.state !== 'running') throw new Refusal('audit_stream_over', { detail: 'Nothing more is sent.' });
      tx.auditStreams.end(stream.id, at);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: stream.endpointId, label: stream.endpointName }, after: { streamId: stream.id, nextIndex: stream.nextIndex } });
      return auditStreamViewOf({ ...stream, state: 'stopped', endedAt: at });
    });
  }
}
