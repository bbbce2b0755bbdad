import { Refusal } from '@countersign/contracts/platform';
import type { updateWebhookSource } from '@countersign/contracts/webhook-sources';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { kept, refuseUnlessUsable, toldOf, viewOf } from './view-source.part.js';

/** What waits is carried out by what the source says when its turn comes. */
export class UpdateWebhookSourceService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof updateWebhookSource>) {
    const { params: { sourceId }, body } = call.input;
    const name = body.name.trim();
    return change(this.house, call, actorOf(call.caller), async (tx, record, at) => {
      const before = await tx.webhookSources.lock(sourceId);
      if (!before) throw new Refusal('not_found');
      if (before.revision !== body.revision) throw new Refusal('source_changed', { detail: 'Look at what it says now, and change that. Nothing was saved.', extensions: { revision: before.revision } });
      if (before.settings.verification.kind !== body.verification.kind) {
        const detail = 'The way of signing stays: its secret is for that. Make another source for the other way.';
        throw new Refusal('invalid_input', { detail: `${detail} Nothing was saved.`, errors: [{ pointer: '/body/verification/kind', detail }] });
      }
      if (await tx.webhookSources.nameExists(name, sourceId)) throw new Refusal('name_taken', { detail: `There is a source named "${name}" already. Choose another name; nothing was saved.` });
      await refuseUnlessUsable(tx, body);
      const source = { ...before, name, settings: kept({ ...body, records: body.records ?? before.settings.records }), requesterId: body.requesterId, revision: before.revision + 1, pausedAt: body.paused ? (before.pausedAt ?? at) : null, changedAt: at };
      await tx.webhookSources.update(source);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_source', id: sourceId, label: name }, before: toldOf(before), after: toldOf(source) });
      return viewOf(source);
    });
  }
}
