import type { startAuditStream } from '@countersign/contracts/audit';
import { Refusal } from '@countersign/contracts/platform';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import { auditStreamViewOf } from './view-audit-stream.part.js';

/** One for each endpoint. Whoever starts it may read what it sends: it goes out with all values that the audit holds. */
export class StartAuditStreamService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof startAuditStream>) {
    const actor = actorOf(call.caller);
    const { endpointId, from } = call.input.body;
    return change(this.house, call, actor, async (tx, record, at) => {
      if (!actor.permissions.includes('audit.read')) throw new Refusal('permission_denied', { detail: 'This needs the right to read the audit, too. Nothing was begun.', extensions: { permission: 'audit.read' } });
      // Held, so that of two who start one at once the second sees the first.
      const endpoint = await tx.webhooks.lock(endpointId);
      if (!endpoint) throw new Refusal('not_found');
      if (endpoint.state !== 'active') throw new Refusal('endpoint_inactive', { detail: `It is ${endpoint.state}. Resume it first; nothing was begun.` });
      const [last, size] = await Promise.all([tx.auditStreams.findLast(endpointId), tx.auditStreams.sizeOfLog()]);
      if (last?.state === 'running') throw new Refusal('audit_stream_under_way', { detail: 'Stop it first to begin elsewhere. Nothing was begun.' });
      if (from === 'last_stream' && last === null) throw new Refusal('nothing_to_continue', { detail: 'Begin with what comes from now on, or with the first entry. Nothing was begun.' });
      const fromIndex = from === 'first' ? 0 : from === 'now' ? size : (last?.nextIndex ?? 0);
      const stream = { id: newId(), endpointId, fromIndex, startedBy: actor.memberId, startedAt: at };
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_endpoint', id: endpointId, label: endpoint.name }, after: { streamId: stream.id, from, fromIndex } });
      tx.auditStreams.insert({ ...stream, startEntryId: receipt.entryId });
      record.enqueue('audit-streams', { streamId: stream.id });
      return auditStreamViewOf({ ...stream, endpointName: endpoint.name, state: 'running', nextIndex: fromIndex, size, batch: null, attempts: 0, nextAttemptAt: null, problem: null, arrivedAt: null, startedByName: actor.name, endedAt: null });
    });
  }
}
