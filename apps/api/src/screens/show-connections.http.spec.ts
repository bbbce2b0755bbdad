import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { updateConnection } from '@countersign/contracts/connections';
import { showConnection, showConnections } from '@countersign/contracts/screens';
import { addFlow, allowedAt, callStep, connect, founderOf, holdsItsContract, openHttpWorld, plainConnection, signedBy, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());
holdsItsContract({ operation: showConnections, world: () => world, ready: () => ({ by: world.company.auditor, input: { query: {} } }) });

describe('200', () => {
  it('shows where each leads, how it says who calls, how it is doing, what waits and what uses it, and no secret (row:C3 row:D1)', async () => {
    const { company, api } = world;
    const secret = 'sk_live_0123456789';
    const bank = await connect(company, 'https://bank.example.com', { name: 'A bank', auth: { kind: 'api_key', header: 'X-Api-Key' }, secret });
    const paused = await connect(company, 'https://stock.example.com', { name: 'B stock' });
    await company.admin.call(updateConnection, { params: { connectionId: paused.id }, body: { name: paused.name, baseUrl: paused.baseUrl, ...plainConnection, paused: true, revision: 1 } });
    const flow = await addFlow(company, 'Orders', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(bank.id, 'pay'), callStep(bank.id, 'book')] });
    for (const state of ['wanted', 'unknown', 'succeeded']) {
      const { id } = await flow.submit();
      await company.decide(company.budgetOwner, id, 'approve');
      await api.database.look('update app.effects set state = $2 where request_id = $1', [id, state]);
    }
    await api.database.look("update app.connection_gates set failures = 6, closed_until = now() + interval '20 seconds' where connection_id = $1", [bank.id]);
    await api.database.look("update app.connection_gates set failures = 1, closed_until = now() - interval '1 second' where connection_id = $1", [paused.id]);
    const screen = await company.auditor.call(showConnections, { query: {} });
    expect(screen.nav.places).toEqual(expect.arrayContaining(['effects', 'connections']));
    const [first, second] = screen.data.connections.items;
    // Two steps of one workflow are one use; two effects of one request are two.
    expect(first).toEqual({
      id: bank.id, name: 'A bank', baseUrl: 'https://bank.example.com', caller: 'A key in X-Api-Key', uses: { workflows: [{ id: flow.workflowId, name: 'Orders' }], count: 1 },
      health: { pausedAt: null, failures: 6, closedUntil: expect.any(String), waiting: expect.any(Number), needy: expect.any(Number) },
    });
    const [counted] = await api.database.look<{ waiting: number; needy: number }>("select count(*) filter (where state = 'wanted')::int as waiting, count(*) filter (where state = 'unknown')::int as needy from app.effects where connection_id = $1", [bank.id]);
    expect(first?.health).toMatchObject(counted ?? {});
    expect(counted?.waiting).toBeGreaterThan(0);
    expect(second).toMatchObject({ name: 'B stock', caller: 'It is not told who calls', health: { pausedAt: expect.any(String), closedUntil: null, waiting: 0, needy: 0 }, uses: { workflows: [], count: 0 } });
    expect(JSON.stringify(screen)).not.toContain(secret);
    expect([screen.data.define.allowed, (await company.admin.call(showConnections, { query: {} })).data.define.allowed]).toEqual([false, true]);
  });

  it('says of one that somebody has to allow first whether they have: not yet, not for another address, or not any more (row:D1)', async () => {
    const { company, api } = world;
    const { id } = await connect(company, 'https://allowed.example.com', { name: 'C allowed', auth: allowedAt('https://id.example.com'), secret: 'secret-of-the-client' });
    const access = async () => {
      const row = (await company.auditor.call(showConnections, { query: {} })).data.connections.items.find((each) => each.id === id);
      const one = (await company.auditor.call(showConnection, { query: { connectionId: id } })).data;
      expect(one.connection?.health.access).toBe(row?.health.access);
      return row?.health.access;
    };
    expect(await access()).toBe('not_connected');
    await api.database.look(`insert into app.connection_tokens (tenant_id, connection_id, binding_digest, granted_at) select tenant_id, id, binding_digest, now() from app.connections where id = $1`, [id]);
    expect(await access()).toBeUndefined();
    await api.database.look('update app.connection_tokens set binding_digest = $2 where connection_id = $1', [id, 'f'.repeat(64)]);
    expect(await access()).toBe('not_connected');
    await api.database.look("update app.connection_tokens set grant_lost_at = now(), grant_lost_because = 'it was revoked' where connection_id = $1", [id]);
    expect(await access()).toBe('needs_connecting');
  });

  it('comes in pages by name, and shows another company its own only (row:F1)', async () => {
    const founder = await founderOf(world.api, 'Cinder');
    expect((await founder.call(showConnections, { query: {} })).data.connections).toEqual({ items: [], nextCursor: null });
    const names = async (query: { limit: string; cursor?: string }) => {
      const { items, nextCursor } = (await world.company.auditor.call(showConnections, { query })).data.connections;
      return { names: items.map(({ name }) => name), nextCursor };
    };
    const first = await names({ limit: '1' });
    expect([first.names, (await names({ limit: '1', cursor: first.nextCursor ?? '' })).names]).toEqual([['A bank'], ['B stock']]);
  });
});
