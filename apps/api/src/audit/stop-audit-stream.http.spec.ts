import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries, startAuditStream, stopAuditStream } from '@countersign/contracts/audit';
import { showWebhook } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

async function ready() {
  await world.api.database.look("update app.audit_streams set state = 'stopped', ended_at = now() where state = 'running'");
  const { id: streamId } = await world.company.admin.call(startAuditStream, { body: { endpointId: world.company.endpointId, from: 'first' } });
  return { by: world.company.admin, input: { params: { streamId } } };
}
holdsItsContract({ operation: stopAuditStream, world: () => world, ready });

describe('200', () => {
  it('says how far it came, on the screen and in the audit (row:D5 row:E1)', async () => {
    const { by, input } = await ready();
    await world.api.database.look('update app.audit_streams set next_index = 7 where id = $1', [input.params.streamId]);
    const stream = await by.call(stopAuditStream, input);
    expect(stream).toMatchObject({ id: input.params.streamId, state: 'stopped', nextIndex: 7 });
    expect((await by.call(showWebhook, { query: { endpointId: world.company.endpointId } })).data.auditStream).toEqual(stream);
    const [entry] = (await by.call(listAuditEntries, { query: { subjectId: world.company.endpointId, action: 'audit_stream.stopped' } })).items;
    expect(entry?.after).toEqual({ streamId: input.params.streamId, nextIndex: '7' });
  });
});

describe('404', () => {
  it('finds none of another company, which goes on (row:F1)', async () => {
    const { by, input } = await ready();
    await expectRefusal(world, stopAuditStream, input, { by: world.foreigner }, 'not_found');
    expect((await by.call(showWebhook, { query: { endpointId: world.company.endpointId } })).data.auditStream?.state).toBe('running');
  });
});

describe('409', () => {
  it('refuses one that is stopped already (row:D5)', async () => {
    const { by, input } = await ready();
    await by.call(stopAuditStream, input);
    await expectRefusal(world, stopAuditStream, input, { by }, 'audit_stream_over');
  });
});
