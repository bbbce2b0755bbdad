import { Refusal } from '@countersign/contracts/platform';
import type { ConnectionKind, testConnection } from '@countersign/contracts/connections';
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
      const { kind = 'http' } = connection.settings;
      refuseUnlessFitting(kind, body);
      const path = kind === 'http' ? (body.path ?? '/') : '';
      const to = body.to ?? null;
      const id = newId();
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'connection', id: connectionId, label: connection.name }, after: { testId: id, ...(kind === 'http' ? { path } : { to }) } });
      await tx.connectionTests.insert({ id, connectionId, path, to, askedBy: actor.memberId, askedAt: at, causeId: receipt.entryId });
      record.enqueue('connection-tests', { testId: id });
      return { testId: id, receipt };
    });
  }
}

/** Paths are of what is called over HTTP, addresses of mail servers. */
function refuseUnlessFitting(kind: ConnectionKind, { path, to }: Call<typeof testConnection>['input']['body']): void {
  const no = (pointer: string, detail: string) => new Refusal('invalid_input', { detail: `${detail} Nothing was asked for.`, errors: [{ pointer, detail }] });
  if (path !== undefined && kind !== 'http') throw no('/body/path', 'Paths are asked for of systems that are called over HTTP only.');
  if (to !== undefined && kind !== 'smtp') throw no('/body/to', 'Mails are sent through mail servers only.');
  if (to !== undefined && !isMailbox(to)) throw no('/body/to', 'No mail can be sent to this address.');
}
