import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showMigration } from '@countersign/contracts/screens';
import { addFlow, expectRefusal, holdsItsContract, openHttpWorld, openTestWorker, planOfMoves, publishNext, signedBy, startMoves, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let migrationId = '';
/** Three requests, one of them signed, one given back. */
beforeAll(async () => {
  world = await openHttpWorld();
  const { company, api } = world;
  const { workflowId, submit } = await addFlow(company, 'Planned', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), signedBy(company, 'Finance', { id: 'finance', name: 'Finance' })] });
  const [, signed, returned] = [await submit(), await submit(), await submit()];
  await company.decide(company.budgetOwner, signed.id, 'approve');
  await company.decide(company.budgetOwner, returned.id, 'request_changes', 'How many?');
  await publishNext(company, workflowId, { formatVersion: 2, steps: [signedBy(company, 'Budget owner', { stepUp: true })] });
  const worker = await openTestWorker(api.database);
  migrationId = (await planOfMoves({ company, worker, database: api.database }, workflowId)).id;
  await worker.close();
}, 120_000);
afterAll(() => world.close());

holdsItsContract({ operation: showMigration, world: () => world, ready: () => ({ by: world.company.admin, input: { query: { migrationId } } }) });
const show = (query: { group?: 'voids' | 'stays' | 'changed'; limit?: string; cursor?: string } = {}) => world.company.admin.call(showMigration, { query: { migrationId, ...query } });

describe('200', () => {
  it('says what starting does in a statement, and what can be done now (row:B2)', async () => {
    const { data } = await show();
    expect(data.statement).toBe('Starting moves 2 requests from version 1 to version 2: 1 with every signature, 1 that must be signed again in part. 1 request cannot move and stays on version 1. Any that changes before its turn is left alone.');
    expect([data.start, data.stop.allowed, data.resume.allowed, data.plan.allowed]).toEqual([{ allowed: true, because: null }, false, false, true]);
  });

  it('lists requests by what the plan says of them, page by page (row:B2)', async () => {
    expect((await show({ group: 'voids' })).data.runs.items).toMatchObject([{ verdict: 'voids', voids: [{ member: { name: 'Budget owner of Acme' }, rules: ['stepUp'] }] }]);
    expect((await show({ group: 'stays' })).data.runs.items).toMatchObject([{ verdict: 'stays', cannot: { code: 'cannot_move' } }]);
    expect((await show({ group: 'changed' })).data.runs.items).toEqual([]);
    const first = (await show({ limit: '2' })).data.runs;
    const second = (await show({ limit: '2', cursor: first.nextCursor ?? '' })).data.runs;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
    expect(new Set([...first.items, ...second.items].map(({ runId }) => runId)).size).toBe(3);
  });

  it('says how far it has come once it is started (row:B2)', async () => {
    const { migration } = (await show()).data;
    await startMoves(world, migration);
    const { data } = await show();
    expect([data.statement, data.start.allowed, data.stop.allowed]).toEqual(['Moving requests to version 2: 0 moved, 2 to go. 1 request cannot move and stays on version 1.', false, true]);
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, showMigration, { query: { migrationId } }, { by: world.foreigner }, 'not_found');
  });
});
