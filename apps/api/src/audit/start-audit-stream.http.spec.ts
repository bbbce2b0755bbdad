import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { listAuditEntries, startAuditStream, stopAuditStream } from '@countersign/contracts/audit';
import { showWebhook } from '@countersign/contracts/screens';
import { pauseWebhookEndpoint, resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import { expectRefusal, holdsItsContract, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const endAll = () => world.api.database.look("update app.audit_streams set state = 'stopped', ended_at = now() where state = 'running'");
beforeEach(endAll);

let count = 0;
async function ready(from: 'now' | 'first' | 'last_stream' = (count += 1) % 2 === 0 ? 'now' : 'first') {
  await endAll();
  return { by: world.company.admin, input: { body: { endpointId: world.company.endpointId, from } } };
}
holdsItsContract({ operation: startAuditStream, world: () => world, ready });

describe('201', () => {
  it('begins with a job that sends it, shows it with its endpoint, and is in the audit of this company alone (row:D5 row:E1 row:F1)', async () => {
    const { by, input } = await ready('first');
    const stream = await by.call(startAuditStream, input);
    expect(stream).toMatchObject({ state: 'running', fromIndex: 0, nextIndex: 0, failedAttempts: 0, problem: null, arrivedAt: null, endedAt: null });
    expect((await by.call(showWebhook, { query: { endpointId: input.body.endpointId } })).data).toMatchObject({ auditStream: { id: stream.id }, streamAudit: { allowed: true } });
    expect(await world.api.database.look("select 1 from pgboss.job where name = 'audit-streams' and data->>'streamId' = $1", [stream.id])).toHaveLength(1);
    const entries = async (person: typeof by) => (await person.call(listAuditEntries, { query: { subjectId: input.body.endpointId, action: 'audit_stream.started' } })).items;
    expect((await entries(by))[0]?.after).toEqual({ streamId: stream.id, from: 'first', fromIndex: '0' });
    expect(await entries(world.foreigner)).toEqual([]);
  });

  it('goes on where the last one came to, where that is asked for (row:D5)', async () => {
    const { by, input } = await ready('first');
    const first = await by.call(startAuditStream, input);
    await world.api.database.look('update app.audit_streams set next_index = 5 where id = $1', [first.id]);
    await by.call(stopAuditStream, { params: { streamId: first.id } });
    expect((await by.call(startAuditStream, { body: { ...input.body, from: 'last_stream' } })).nextIndex).toBe(5);
  });
});

describe('403', () => {
  it('refuses whoever may say where events are sent, but not read the audit, and shows them nothing of it (row:D5 row:F2)', async () => {
    const { input } = await ready();
    await world.company.addRole('Integrations', ['webhook_endpoint.define', 'webhook_endpoint.read']);
    const integrator = await world.company.join('Integrator', ['Integrations']);
    await expectRefusal(world, startAuditStream, input, { by: integrator }, 'permission_denied');
    await world.company.admin.call(startAuditStream, input);
    expect((await integrator.call(showWebhook, { query: { endpointId: input.body.endpointId } })).data).toMatchObject({ auditStream: null, streamAudit: { allowed: false } });
  });
});

describe('404', () => {
  it('finds no endpoint of another company (row:F1)', async () => {
    const { input } = await ready();
    await expectRefusal(world, startAuditStream, input, { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses a second one to the same endpoint, also of three that are sent at once (row:D5)', async () => {
    const { by, input } = await ready();
    const answers = await Promise.all([1, 2, 3].map(() => sendRaw(world.api.baseUrl, startAuditStream, input, { by })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    await expectRefusal(world, startAuditStream, input, { by }, 'audit_stream_under_way');
  });

  it('refuses while the endpoint is paused (row:D5)', async () => {
    const { by, input } = await ready();
    const params = { endpointId: input.body.endpointId };
    await by.call(pauseWebhookEndpoint, { params });
    await expectRefusal(world, startAuditStream, input, { by }, 'endpoint_inactive');
    await by.call(resumeWebhookEndpoint, { params });
  });

  it('refuses to go on where nothing was ever sent (row:D5)', async () => {
    const { by, input } = await ready('last_stream');
    await world.api.database.look('delete from app.audit_streams');
    await expectRefusal(world, startAuditStream, input, { by }, 'nothing_to_continue');
  });
});
