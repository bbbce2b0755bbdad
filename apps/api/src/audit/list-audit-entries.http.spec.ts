import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { withdrawRequest } from '@countersign/contracts/requests';
import { holdsItsContract, holdsPages, openHttpWorld, sendRaw, type HttpWorld } from '@countersign/testing';
import { createHash } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const ready = () => ({ by: world.company.auditor, input: { query: {} } });
holdsItsContract({ operation: listAuditEntries, world: () => world, ready });
holdsPages({ operation: listAuditEntries, world: () => world, ready });

describe('200', () => {
  it('says who did what, when, why, through which path and in which trace, newest first (row:E1)', async () => {
    const { company } = world;
    const { id, number } = await company.submit();
    await company.decide(company.budgetOwner, id, 'approve', 'within budget');
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await sendRaw(world.api.baseUrl, withdrawRequest, { params: { requestId: id }, body: { reason: 'no longer needed' } }, { by: company.requester, headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'sec-fetch-site': 'same-origin' } });
    const { items } = await company.auditor.call(listAuditEntries, { query: { subjectId: id } });
    expect(items.map(({ action }) => action)).toEqual(['request.withdrawn', 'request.decided', 'request.submitted']);
    const [withdrawn, decided] = items;
    expect(withdrawn).toMatchObject({ actor: { kind: 'member', name: 'Employee of Acme' }, subject: { kind: 'request', id, label: `request ${number}` }, reason: 'no longer needed', channel: 'screen', traceId, before: { status: 'open', revision: '1' }, after: { status: 'withdrawn' } });
    expect(decided).toMatchObject({ actor: { name: 'Budget owner of Acme' }, reason: 'within budget', channel: 'api', after: { verdict: 'approve' } });
    expect((await company.auditor.call(listAuditEntries, { query: { action: 'request.withdrawn' } })).items.map((entry) => entry.id)).toContain(withdrawn?.id);
  });

  it('gives the leaf of the very bytes that are kept (row:E2)', async () => {
    const { items } = await world.company.auditor.call(listAuditEntries, { query: { limit: '100' } });
    const rows = await world.api.database.look<{ id: string; canonical: Buffer }>('select id, canonical from app.audit_entries');
    const bytes = new Map(rows.map(({ id, canonical }) => [id, canonical]));
    for (const { id, leaf } of items) expect(createHash('sha256').update(Buffer.from([0])).update(bytes.get(id) ?? '').digest('hex')).toBe(leaf);
  });

  it('holds no secret, and the same subject in another company shows nothing (row:E1 row:F1)', async () => {
    const mine = await sendRaw(world.api.baseUrl, listAuditEntries, { query: { limit: '100' } }, { by: world.company.auditor });
    for (const secret of [world.company.endpointSecret, 'correct horse battery', world.company.admin.headers().cookie ?? '-']) expect(mine.text).not.toContain(secret);
    const { items } = await world.company.auditor.call(listAuditEntries, { query: { action: 'webhook_endpoint.created' } });
    expect(items).toHaveLength(1);
    expect((await world.foreigner.call(listAuditEntries, { query: { subjectId: items[0]?.subject.id } })).items).toEqual([]);
  });
});
