import { Refusal } from '@countersign/contracts/platform';
import type { createWebhookSource } from '@countersign/contracts/webhook-sources';
import { randomUUID } from 'node:crypto';
import { actorOf, change, type Call, type House } from '../platform/index.js';
import { kept, refuseUnlessUsable, sealed, secretFor, toldOf, viewOf } from './view-source.part.js';

export class CreateWebhookSourceService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createWebhookSource>) {
    const { body } = call.input;
    const name = body.name.trim();
    const secret = secretFor(body.verification, body.secret);
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      // It is found by its id alone before its company is known: nobody may guess one, so it is random throughout.
      const id = randomUUID();
      if (await tx.webhookSources.nameExists(name, id)) throw new Refusal('name_taken', { detail: `There is a source named "${name}" already. Choose another name; nothing was saved.` });
      await refuseUnlessUsable(tx, body);
      const source = { id, name, settings: kept(body), requesterId: body.requesterId, secrets: [await sealed(this.house, { tenantId: actor.tenantId, sourceId: id }, secret, at)], revision: 1, pausedAt: null, changedAt: at };
      await tx.webhookSources.insert(source);
      await tx.entry.addWebhookSource(id);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'webhook_source', id, label: name }, after: toldOf(source) });
      return { ...viewOf(source), secret };
    });
  }
}
