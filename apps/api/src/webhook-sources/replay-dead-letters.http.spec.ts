import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receiveInboundMessage, replayDeadLetters } from '@countersign/contracts/webhook-sources';
import { addSource, expectRefusal, hmacVerification, holdsItsContract, messageJobsOf, openHttpWorld, sendRaw, signedOrder, type HttpWorld, type MadeSource } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const source = () => addSource(world.company, { verification: hmacVerification });
async function dead({ id, secret }: MadeSource): Promise<string> {
  const { json } = await sendRaw(world.api.baseUrl, receiveInboundMessage, { params: { sourceId: id }, ...signedOrder(secret) });
  await world.api.database.look("update app.inbound_messages set state = 'dead', problem = 'Why', attempts = 8, ended_at = now() where id = $1", [json.id]);
  return String(json.id);
}
const stateOf = async (id: string) => (await world.api.database.look<{ state: string }>('select state from app.inbound_messages where id = $1', [id]))[0]?.state;
const replay = ({ id }: MadeSource, body: { messageIds?: string[]; diedBy?: string; limit?: number }) => world.company.admin.call(replayDeadLetters, { params: { sourceId: id }, body });
const ready = async () => {
  const made = await source();
  return { by: world.company.admin, input: { params: { sourceId: made.id }, body: { messageIds: [await dead(made)] } } };
};
holdsItsContract({ operation: replayDeadLetters, world: () => world, ready });

describe('200', () => {
  it('has one carried out once more, or all, each with a job of its own; pressed twice, the second finds none (row:D2)', async () => {
    const made = await source();
    const ids = [await dead(made), await dead(made), await dead(made)];
    const jobsBefore = (await messageJobsOf(world.api.database, made.id)).length;
    expect(await replay(made, { messageIds: [ids[0] ?? ''] })).toEqual({ replayed: 1, left: 2 });
    expect(await replay(made, { messageIds: [ids[0] ?? ''] })).toEqual({ replayed: 0, left: 2 });
    const both = await Promise.all([replay(made, {}), replay(made, {})]);
    expect(both.map(({ replayed }) => replayed).toSorted()).toEqual([0, 2]);
    expect((await messageJobsOf(world.api.database, made.id)).length).toBe(jobsBefore + 3);
    expect(await Promise.all(ids.map(stateOf))).toEqual(['received', 'received', 'received']);
  });

  it('replays the oldest up to a limit, and of those only that were dead when a plan was made (row:D2)', async () => {
    const made = await source();
    const ids = [await dead(made), await dead(made), await dead(made)];
    const [{ now: diedBy } = { now: '' }] = await world.api.database.look<{ now: string }>("select to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') as now");
    const plan = new Date(Date.parse(diedBy) + 1).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const later = await dead(made);
    expect(await replay(made, { diedBy: plan, limit: 2 })).toEqual({ replayed: 2, left: 1 });
    expect(await replay(made, { diedBy: plan, limit: 2 })).toEqual({ replayed: 1, left: 0 });
    expect(await Promise.all([...ids, later].map(stateOf))).toEqual(['received', 'received', 'received', 'dead']);
  });
});

describe('404', () => {
  it('names no message of another source, and none that is not there, and touches none (row:D2 row:F1)', async () => {
    const [one, other] = [await source(), await source()];
    const [own, id] = [await dead(one), await dead(other)];
    await expectRefusal(world, replayDeadLetters, { params: { sourceId: one.id }, body: { messageIds: [own, id] } }, { by: world.company.admin }, 'not_found');
    expect([await stateOf(own), await stateOf(id)]).toEqual(['dead', 'dead']);
  });
});
