import type { Connection, KeptSettings } from '@countersign/database/connections';
import { Refusal } from '@countersign/contracts/platform';
import type { updateConnection } from '@countersign/contracts/connections';
import { actorOf, canonicalJson, change, type Call, type House } from '../platform/index.js';
import { addressDigestOf } from './chat-address.part.js';
import { bindingDigestOf, refuseUnlessUsable } from './check-connection.part.js';
import { httpUrlOf } from './mail-server-address.part.js';
import { placeOfSecret, settingsOf, toldOf, connectionViewOf } from './view-connection.part.js';

/** What waits goes out by the new settings, where it was approved for the same address; what was held back while the connection was paused goes at once. */
export class UpdateConnectionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof updateConnection>) {
    const { params: { connectionId }, body } = call.input;
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const before = await tx.connections.lock(connectionId);
      if (!before) throw new Refusal('not_found');
      if (before.revision !== body.revision) throw new Refusal('connection_changed', { detail: 'Look at what it says now, and change that. Nothing was saved.', extensions: { revision: before.revision } });
      const connection = await this.changed(actor.tenantId, before, body, at);
      if (await tx.connections.nameExists(connection.name, connectionId)) throw new Refusal('name_taken', { detail: `There is a connection named "${connection.name}" already. Choose another name; nothing was saved.` });
      await tx.connections.update(connection);
      // A token that an earlier secret has bought, or is buying now, is not shown any more.
      if (body.secret !== undefined) await tx.connectionTokens.outdate(connectionId);
      const secretReplaced = body.secret !== undefined && body.secret !== '';
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'connection', id: connectionId, label: connection.name }, before: toldOf(before), after: { ...toldOf(connection), secretReplaced } });
      if (before.pausedAt !== null && connection.pausedAt === null) for (const effectId of await tx.connections.listWaiting(connectionId)) record.enqueue('effects', { effectId });
      return connectionViewOf(connection);
    });
  }

  private async changed(tenantId: string, before: Connection, body: Call<typeof updateConnection>['input']['body'], at: Date): Promise<Connection> {
    const { baseUrl, ...said } = settingsOf({ ...body, encoding: body.encoding ?? before.settings.encoding });
    const addressDigest = body.secret === undefined ? before.settings.addressDigest : addressDigestOf(body.secret);
    const settings: KeptSettings = { ...said, ...(said.kind === 'chat' && addressDigest !== undefined && { addressDigest }) };
    const kept = body.auth.kind === 'none' && said.kind !== 'chat' ? null : before.sealedSecret;
    if ((settings.kind ?? 'http') !== (before.settings.kind ?? 'http')) throw invalidKind;
    refuseUnlessUsable(this.house, { baseUrl, ...settings }, { given: body.secret, hasSecret: body.secret !== undefined || kept !== null });
    // A secret is for whom it was given: sent to another address it would be given away.
    const elsewhere = originOf(baseUrl) !== originOf(before.baseUrl) || settings.mail?.tls !== before.settings.mail?.tls || canonicalJson(body.auth) !== canonicalJson(before.settings.auth);
    if (elsewhere && body.secret === undefined && kept !== null) {
      const detail = 'The address or the way of saying who calls is another one: give the secret once more.';
      throw new Refusal('invalid_input', { detail: `${detail} Nothing was saved.`, errors: [{ pointer: '/body/secret', detail }] });
    }
    const sealedSecret = body.secret === undefined ? kept : await this.house.sealer.seal(tenantId, placeOfSecret(before.id), body.secret);
    return { id: before.id, name: body.name.trim(), baseUrl, settings, sealedSecret, bindingDigest: bindingDigestOf({ baseUrl, ...settings }), revision: before.revision + 1, pausedAt: body.paused ? (before.pausedAt ?? at) : null, changedAt: at };
  }
}

/** Of a mail server there is no origin: its host and port, then. */
const originOf = (baseUrl: string) => new URL(httpUrlOf(baseUrl)).origin;
const detail = 'What a connection leads to stays what it is. Connect the other system besides.';
const invalidKind = new Refusal('invalid_input', { detail: `${detail} Nothing was saved.`, errors: [{ pointer: '/body/kind', detail }] });
