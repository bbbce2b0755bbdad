import { Refusal } from '@countersign/contracts/platform';
import type { testConnection } from '@countersign/contracts/connections';
import { isMailbox } from './mail-address.part.js';
import { actorOf, change, newId, type Call, type House } from '../platform/index.js';

/** So long a test is waited for before another may be asked for: longer than any call may take. */
const underWayForSeconds = 180;

/** Records the wish and a job: nothing outside is called in a request. */
export class TestConnectionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof testConnection>) {
    const { params: { connectionId }, body } = call.input;
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      // Held meanwhile, so that of two who ask at once one is told that the other did.
      const connection = await tx.connections.lock(connectionId);
      if (!connection) throw new Refusal('not_found');
      if (await tx.connectionTests.isUnderWay(connectionId, underWayForSeconds)) throw new Refusal('test_under_way', { detail: 'Wait for what comes of it. Nothing else was asked for.' });
      const isMail = connection.settings.kind === 'smtp';
      if (isMail ? body.path !== undefined : body.to !== undefined) throw new Refusal('invalid_input', { detail: isMail ? 'A mail server has no paths. Nothing was asked for.' : 'Mails are sent through mail servers only. Nothing was asked for.', errors: [{ pointer: isMail ? '/body/path' : '/body/to', detail: 'does not fit this connection' }] });
      if (body.to !== undefined && !isMailbox(body.to)) throw new Refusal('invalid_input', { detail: 'No mail can be sent to this address. Nothing was asked for.', errors: [{ pointer: '/body/to', detail: 'has characters that not every mail server takes' }] });
      const path = isMail ? '' : (body.path ?? '/');
      const to = body.to ?? null;
      const id = newId();
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'connection', id: connectionId, label: connection.name }, after: { testId: id, ...(isMail ? { to } : { path }) } });
      await tx.connectionTests.insert({ id, connectionId, path, to, askedBy: actor.memberId, askedAt: at, causeId: receipt.entryId });
      record.enqueue('connection-tests', { testId: id });
      return { testId: id, receipt };
    });
  }
}
