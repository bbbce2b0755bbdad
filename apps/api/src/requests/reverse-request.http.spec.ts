import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolveEffect } from '@countersign/contracts/effects';
import { getRequest, previewReversal, reverseRequest } from '@countersign/contracts/requests';
import { showNotifications, showRequest } from '@countersign/contracts/screens';
import { addFlow, effectOf, expectRefusal, holdsItsContract, jobsOf, openHttpWorld, sendRaw, signedBy, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  flow = await addFlow(company, 'Orders', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), effectOf(company, 'pay', 'pay.undone'), effectOf(company, 'log', 'nothing'), effectOf(company, 'tell', 'person')] });
}, 120_000);
afterAll(() => world.close());

async function approved(): Promise<string> {
  const { id } = await flow.submit();
  await world.company.decide(world.company.budgetOwner, id, 'approve');
  return id;
}
/** As the worker leaves them: delivered, one after the other. */
const carriedOut = (requestId: string) => world.api.database.look("update app.effects set state = 'succeeded', attempts = 1, ended_at = now() where request_id = $1 and undoes_id is null", [requestId]);
const preview = (requestId: string) => world.company.admin.call(previewReversal, { params: { requestId } });
async function inputFor(requestId: string, outcome: 'reversed' | 'rejected' = 'reversed') {
  const { consequencesDigest } = await preview(requestId);
  return { params: { requestId }, body: { reason: 'Ordered twice', outcome, consequencesDigest } };
}
const effectsOf = async (requestId: string) => (await world.company.admin.call(getRequest, { params: { requestId } })).effects;

holdsItsContract({ operation: reverseRequest, world: () => world, ready: async () => ({ by: world.company.admin, input: await inputFor(await approved()) }) });

describe('201', () => {
  it('cancels what was not begun: nothing has to be undone (row:A6)', async () => {
    const id = await approved();
    expect((await preview(id)).effects.map(({ stepName, how }) => `${stepName} ${how}`)).toEqual(['tell never_begun', 'log never_begun', 'pay never_begun']);
    expect(await world.company.admin.call(reverseRequest, await inputFor(id))).toMatchObject({ status: 'reversed', revision: 1 });
    expect((await effectsOf(id)).map(({ stepId, state, undoesId }) => [stepId, state, undoesId])).toEqual([['log', 'cancelled', null], ['pay', 'cancelled', null], ['tell', 'cancelled', null]]);
  });

  it('undoes what was carried out, the last first, each once the one before is undone; what no machine can waits for a person (row:A6)', async () => {
    const { admin } = world.company;
    const id = await approved();
    await carriedOut(id);
    const shown = await preview(id);
    expect(shown.effects.map(({ stepName, how }) => `${stepName} ${how}`)).toEqual(['tell person', 'log nothing', 'pay webhook']);
    expect([shown.byPerson, shown.effects[0]?.text]).toEqual([1, 'tell was delivered to Accounting. It cannot be undone from here: a person has to, and says so.']);
    const before = await jobsOf(world.api.database, id);
    expect(await admin.call(reverseRequest, await inputFor(id, 'rejected'))).toMatchObject({ status: 'rejected' });
    const undoing = (await effectsOf(id)).filter(({ undoesId }) => undoesId !== null);
    expect(undoing.map(({ kind, stepId, state, event }) => [kind, stepId, state, event])).toEqual([['webhook', 'pay', 'wanted', 'pay.undone'], ['person', 'tell', 'parked', '']]);
    const [pay, tell] = undoing;
    const { stateLine, flow: way } = (await admin.call(showRequest, { query: { requestId: id } })).data;
    expect([stateLine, ...way.flatMap(({ effect }) => (effect === undefined ? [] : [effect.word]))]).toEqual(['Rejected: pay is to be undone still, tell waits for a person, log is left as it is', 'being undone', 'stays', 'waits for a person']);
    expect(await jobsOf(world.api.database, id)).toEqual(before);
    const resolved = await admin.call(resolveEffect, { params: { effectId: tell?.id ?? '' }, body: { evidence: 'Called them: they know.' } });
    expect(resolved).toMatchObject({ effectId: tell?.id, requestId: id });
    expect((await effectsOf(id)).find(({ id: effectId }) => effectId === tell?.id)).toMatchObject({ state: 'resolved', resolution: 'Called them: they know.' });
    expect((await jobsOf(world.api.database, id)).filter((job) => !before.some(({ effectId }) => effectId === job.effectId))).toEqual([expect.objectContaining({ effectId: pay?.id })]);
  });

  it('tells whoever signed it, besides who asked for it, and not who undid it (row:A6)', async () => {
    const { company } = world;
    const id = await approved();
    await company.admin.call(reverseRequest, await inputFor(id));
    const told = async (by: typeof company.admin) => (await by.call(showNotifications, {})).data.rows.filter(({ request, kind }) => request.id === id && kind === 'reversed').length;
    expect(await Promise.all([company.budgetOwner, company.requester, company.finance, company.admin].map(told))).toEqual([1, 1, 0, 0]);
  });

  it('undoes once, when two ask for it at once (row:A6)', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await approved();
      await carriedOut(id);
      const input = await inputFor(id);
      const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, reverseRequest, input, { by: world.company.admin })));
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
      expect((await effectsOf(id)).filter(({ undoesId }) => undoesId !== null)).toHaveLength(2);
    }
  });
});

describe('409', () => {
  it('refuses what is no longer as it was shown, with what is new, and writes nothing (row:A7)', async () => {
    const id = await approved();
    const input = await inputFor(id);
    await carriedOut(id);
    const answer = await expectRefusal(world, reverseRequest, input, { by: world.company.admin }, 'consequences_changed');
    expect(answer.json.reversal).toMatchObject({ requestId: id, byPerson: 1, effects: [{ how: 'person' }, { how: 'nothing' }, { how: 'webhook' }] });
  });

  it('refuses what is not approved: open, or undone already (row:A6)', async () => {
    const { id } = await flow.submit();
    const digest = '0'.repeat(64);
    const refused = (requestId: string) => expectRefusal(world, reverseRequest, { params: { requestId }, body: { reason: 'No', outcome: 'reversed', consequencesDigest: digest } }, { by: world.company.admin }, 'not_approved');
    await refused(id);
    const done = await approved();
    await world.company.admin.call(reverseRequest, await inputFor(done));
    await refused(done);
  });
});
