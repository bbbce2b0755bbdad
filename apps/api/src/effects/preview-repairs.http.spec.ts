import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { previewRepairs, type Repair } from '@countersign/contracts/effects';
import { callFlow, expectRefusal, holdsItsContract, openHttpWorld, orderFlow, stoppedOrder, stuckEffect, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let connectionId = '';
beforeAll(async () => {
  world = await openHttpWorld();
  const { api: { database }, company } = world;
  const [asked, blind] = [await callFlow(company), await callFlow(company, { idempotency: { header: 'Idempotency-Key', honoured: false } })];
  connectionId = asked.connectionId;
  for (const flow of [asked, asked, blind]) await stuckEffect(database, company, flow, 'unknown');
  await stuckEffect(database, company, asked);
}, 120_000);
afterAll(() => world.close());
holdsItsContract({ operation: previewRepairs, world: () => world, ready: () => ({ by: world.company.admin, input: { query: { how: 'retry', ofState: 'failed' } } }) });

const preview = (how: Repair, ofState: 'failed' | 'unknown' | 'parked', of?: string) => world.company.admin.call(previewRepairs, { query: { how, ofState, ...(of && { connectionId: of }) } });

describe('200', () => {
  it('says how many, how many may have been carried out already, and what is left out, before anything is done (row:C4 row:C2)', async () => {
    expect(await preview('retry', 'unknown')).toMatchObject({ total: 3, inDoubt: 3, leftOut: 1, sentence: expect.stringMatching(/^2 effects would be tried again\. Where one may have been .* 1 effect is left as it is, since trying again could do it twice/) });
    expect(await preview('retry', 'failed')).toMatchObject({ total: 1, inDoubt: 0, leftOut: 0, sentence: '1 effect would be tried again.' });
    expect(await preview('skip', 'unknown', connectionId)).toMatchObject({ total: 2, leftOut: 0, sentence: '2 effects would be left out, and nothing more sent for them. 2 effects may have been carried out all the same.' });
    expect(await preview('mark_done', 'parked')).toMatchObject({ total: 0, sentence: 'There is nothing to decide about.' });
  });

  it('says how many would be undone where what was carried out for their requests is, and leaves out what may have been carried out itself (row:C4 row:A6)', async () => {
    const { api: { database }, company } = world;
    const flow = await orderFlow(company);
    const [one] = [await stoppedOrder(database, company, flow, 'parked'), await stoppedOrder(database, company, flow, 'parked')];
    const undo = (ofState: 'parked' | 'unknown') => company.admin.call(previewRepairs, { query: { how: 'skip', ofState, undo: 'true' } });
    expect(await undo('parked')).toMatchObject({ total: 2, undoes: true, leftOut: 0, sentence: '2 effects would be left out, and what was carried out for their requests undone: 4 effects, of each request the last first. Their requests would stand as reversed.' });
    await database.look('update app.effects set in_doubt = true where id = $1', [one.effects['send']]);
    expect(await undo('parked')).toMatchObject({ leftOut: 1, sentence: expect.stringMatching(/^1 effect would .*: 2 effects, .* 1 effect is left as it is, since it may have been carried out/) });
    expect(await undo('unknown')).toMatchObject({ total: 3, leftOut: 3 });
    await expectRefusal(world, previewRepairs, { query: { how: 'retry', ofState: 'failed', undo: 'true' } }, { by: company.admin }, 'invalid_input');
  });

  it('counts nothing of another company (row:F1)', async () => {
    expect(await world.foreigner.call(previewRepairs, { query: { how: 'retry', ofState: 'unknown' } })).toMatchObject({ total: 0 });
    await expectRefusal(world, previewRepairs, { query: { how: 'retry', ofState: 'unknown', connectionId } }, { by: world.foreigner }, 'not_found');
  });
});

describe('403', () => {
  it('is for who may repair (row:F2)', async () => {
    await expectRefusal(world, previewRepairs, { query: { how: 'retry', ofState: 'failed' } }, { by: world.company.auditor }, 'permission_denied');
  });
});
