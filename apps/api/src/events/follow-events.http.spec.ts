import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { followEvents, liveTopics } from '@countersign/contracts/events';
import { getSession, switchTenant } from '@countersign/contracts/identity';
import { assignMemberRoles } from '@countersign/contracts/members';
import { showInbox } from '@countersign/contracts/screens';
import { createTenant } from '@countersign/contracts/tenants';
import { expectRefusal, expectWithinBudget, openEvents, openHttpWorld, openTestApi, sendRaw, type HttpWorld, type Person, type TestEvents } from '@countersign/testing';
import { memberIdOf } from '@countersign/testing/authorization';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const follow = async (by: Person, lastEventId?: string, on = world.twin): Promise<TestEvents & { readonly from: string }> => {
  const stream = await openEvents(on.baseUrl, by, lastEventId);
  return Object.assign(stream, { from: (await stream.next('ready')).id });
};
const requestIdsOf = (stream: TestEvents) => new Set(stream.seen.flatMap((event) => (event.event === 'changed' ? event.requestIds : [])));
const topicsOf = (stream: TestEvents) => new Set(stream.seen.flatMap((event) => (event.event === 'changed' ? event.topics : [])));

/** Waits until a change of this request has been told. */
async function untilTold(stream: TestEvents, requestId: string): Promise<void> {
  while (!(await stream.next('changed')).requestIds.includes(requestId));
}

describe('200', () => {
  it('begins a stream that nothing keeps, costs what it may, and writes nothing', async () => {
    const answer = await sendRaw(world.api.baseUrl, followEvents, {}, { by: world.powerless });
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/event-stream; charset=utf-8', 'no-store']);
    expectWithinBudget(followEvents, answer);
  });

  it('tells, from whichever process it came, who may see a request that it has changed; others nothing at all (row:J4 row:F1)', async () => {
    const { company, foreigner, powerless } = world;
    const streams = { requester: await follow(company.requester), budgetOwner: await follow(company.budgetOwner), finance: await follow(company.finance), auditor: await follow(company.auditor), powerless: await follow(powerless), foreigner: await follow(foreigner) };
    const { id } = await company.submit();
    await Promise.all([streams.requester, streams.budgetOwner, streams.auditor].map((stream) => untilTold(stream, id)));
    // The auditor sees it and is not concerned; finance is not asked yet.
    expect([topicsOf(streams.requester).has('inbox'), topicsOf(streams.budgetOwner).has('inbox'), topicsOf(streams.auditor).has('inbox')]).toEqual([true, true, false]);
    expect(topicsOf(streams.auditor).has('audit')).toBe(true);
    expect(streams.finance.seen.map(({ event }) => event)).toEqual(['ready']);
    await company.decide(company.budgetOwner, id, 'approve');
    await untilTold(streams.finance, id);
    // What is told to nobody would have come with the above, or before.
    expect([streams.powerless, streams.foreigner].map((stream) => stream.seen.map(({ event }) => event))).toEqual([['ready'], ['ready']]);
    for (const stream of Object.values(streams)) stream.leave();
  }, 60_000);

  it('says nothing of what has changed but ids: no title, amount or name', async () => {
    const { company } = world;
    const stream = await follow(company.budgetOwner);
    const { id } = await company.submit({ title: 'Canary of the stream', amount: { amount: '4711.00', currency: 'EUR' } });
    await untilTold(stream, id);
    const text = JSON.stringify(stream.seen);
    for (const secret of ['Canary', '4711', company.requester.email, 'Employee']) expect(text).not.toContain(secret);
    stream.leave();
  });

  it('goes on after Last-Event-ID: what happened between is told, in another process too; what cannot be read starts anew', async () => {
    const { company } = world;
    const first = await follow(company.budgetOwner);
    first.leave();
    await first.closed;
    const missed = [(await company.submit()).id, (await company.submit()).id];
    const again = await follow(company.budgetOwner, first.from, world.api);
    for (const id of missed) if (!requestIdsOf(again).has(id)) await untilTold(again, id);
    again.leave();
    const anew = await follow(company.budgetOwner, 'no place at all');
    expect(anew.from).toMatch(/^\d+\.[0-9a-f-]{36}$/);
    anew.leave();
  });

  it('tells what happened after a screen was read and before the stream began; of what was read long ago, that all of it may have changed', async () => {
    const { company } = world;
    const { asOf } = await company.budgetOwner.call(showInbox, { query: {} });
    const { id } = await company.submit();
    const stream = await openEvents(world.api.baseUrl, company.budgetOwner, undefined, asOf);
    await untilTold(stream, id);
    stream.leave();
    const longAgo = await openEvents(world.api.baseUrl, company.budgetOwner, undefined, '2020-01-01T00:00:00.000Z');
    expect(await longAgo.next('changed')).toMatchObject({ topics: [...liveTopics], requestIds: [] });
    longAgo.leave();
    const later = await openEvents(world.api.baseUrl, company.budgetOwner, undefined, '2999-01-01T00:00:00.000Z');
    const next = await company.submit();
    await untilTold(later, next.id);
    expect(requestIdsOf(later).has(id)).toBe(false);
    later.leave();
    const answer = await sendRaw(world.api.baseUrl, followEvents, { query: { seenAt: asOf } }, { by: company.budgetOwner });
    expectWithinBudget(followEvents, answer);
    await expectRefusal(world, followEvents, { query: { seenAt: 'yesterday' } }, { by: company.budgetOwner }, 'invalid_input');
  });

  it('loses nothing that many write at once: every request of a burst is told', async () => {
    const { company } = world;
    const stream = await follow(company.budgetOwner);
    const ids = await Promise.all(Array.from({ length: 24 }, async () => (await company.submit()).id));
    const deadline = Date.now() + 15_000;
    while (ids.some((id) => !requestIdsOf(stream).has(id)) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ids.filter((id) => !requestIdsOf(stream).has(id))).toEqual([]);
    stream.leave();
  }, 60_000);

  it('ends where the session goes to another company, or the roles give something else (row:F2 row:F3)', async () => {
    const { company } = world;
    const traveller = await company.join('Traveller', ['auditor']);
    const memberId = await memberIdOf(traveller);
    const before = await follow(traveller);
    await traveller.call(createTenant, { body: { name: 'Own' } });
    expect(await before.next('ended')).toEqual({ event: 'ended', because: 'tenant_switched' });
    await before.closed;
    await traveller.call(switchTenant, { body: { memberId: (await traveller.call(getSession, {})).memberships.find((membership) => membership.memberId === memberId)?.memberId ?? '' } });
    const back = await follow(traveller);
    await company.admin.call(assignMemberRoles, { params: { memberId }, body: { roleIds: [company.roleIds.get('requester') ?? ''] } });
    expect(await back.next('ended')).toEqual({ event: 'ended', because: 'permissions_changed' });
    await back.closed;
  }, 30_000);

  it('stays where it opens while the others are being looked at: nobody is signed out by that (row:F3)', async () => {
    const { company, twin: { database } } = world;
    const first = await follow(company.auditor);
    // Holds up the question which companies have changed, and with it the round; who opens a stream asks for none of it.
    const held = database.look('do $$ begin lock table app.audit_entries in access exclusive mode; perform pg_sleep(2); end $$');
    const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%find_changed_tenants%'";
    while ((await database.look(waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await follow(company.finance);
    await held;
    const { id } = await company.submit();
    await untilTold(first, id);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect([first.seen, second.seen].map((seen) => seen.some(({ event }) => event === 'ended'))).toEqual([false, false]);
    for (const stream of [first, second]) stream.leave();
  }, 30_000);

  it('ends when the process goes, without holding it up', async () => {
    const third = await openTestApi({ on: world.api.database });
    const stream = await openEvents(third.baseUrl, world.company.requester);
    await stream.next('ready');
    await third.close();
    expect(await stream.next('ended')).toEqual({ event: 'ended', because: 'closing' });
  });
});

describe('401', () => {
  it('refuses who is not signed in', () => expectRefusal(world, followEvents, {}, {}, 'not_signed_in'));
});

describe('403', () => {
  it('refuses who has no active company', () => expectRefusal(world, followEvents, {}, { by: world.homeless }, 'no_active_tenant'));
});
