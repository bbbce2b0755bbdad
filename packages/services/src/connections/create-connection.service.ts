import { Refusal } from '@countersign/contracts/platform';
import type { createConnection } from '@countersign/contracts/connections';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';
import type { KeptSettings } from '@countersign/database/connections';
import { addressDigestOf } from './chat-address.part.js';
import { bindingDigestOf, refuseUnlessUsable } from './check-connection.part.js';
import { placeOfSecret, settingsOf, toldOf, connectionViewOf } from './view-connection.part.js';

export class CreateConnectionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof createConnection>) {
    const { secret } = call.input.body;
    const name = call.input.body.name.trim();
    const { baseUrl, ...said } = settingsOf(call.input.body);
    refuseUnlessUsable(this.house, { baseUrl, ...said }, { given: secret, hasSecret: secret !== undefined });
    const settings: KeptSettings = { ...said, ...(said.kind === 'chat' && { addressDigest: addressDigestOf(secret ?? '') }) };
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const id = newId();
      if (await tx.connections.nameExists(name, id)) throw new Refusal('name_taken', { detail: `There is a connection named "${name}" already. Choose another name; nothing was saved.` });
      const sealedSecret = secret === undefined ? null : await this.house.sealer.seal(actor.tenantId, placeOfSecret(id), secret);
      const connection = { id, name, baseUrl, settings, sealedSecret, bindingDigest: bindingDigestOf({ baseUrl, ...settings }), revision: 1, pausedAt: null, changedAt: at };
      await tx.connections.insert(connection);
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'connection', id, label: name }, after: toldOf(connection) });
      return connectionViewOf(connection);
    });
  }
}
