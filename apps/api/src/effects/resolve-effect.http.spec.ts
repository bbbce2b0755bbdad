import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { resolveEffect } from '@countersign/contracts/effects';
import { getRequest, previewReversal, reverseRequest } from '@countersign/contracts/requests';
import { addFlow, askStep, effectOf, expectRefusal, holdsItsContract, openHttpWorld, roleOf, sendRaw, signedBy, type HttpWorld, type Person, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
let asking: RequestFlow;
let ada: Person;
let ben: Person;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  flow = await addFlow(company, 'Orders', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), effectOf(company, 'tell', 'person')] });
  await company.addRole('Reception', ['request.read']);
  [ada, ben] = [await company.join('Ada', ['Reception']), await company.join('Ben', ['Reception'])];
  asking = await addFlow(company, 'Badges', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), askStep([roleOf(company, 'Reception')])] });
}, 120_000);
afterAll(() => world.close());

/** A reversed request, and its effect that a person has to undo. */
async function reversed() {
  const { admin, budgetOwner, decide } = world.company;
  const { id: requestId } = await flow.submit();
  await decide(budgetOwner, requestId, 'approve');
  await world.api.database.look("update app.effects set state = 'succeeded', attempts = 1 where request_id = $1", [requestId]);
  const params = { requestId };
  const { consequencesDigest } = await admin.call(previewReversal, { params });
  await admin.call(reverseRequest, { params, body: { reason: 'Ordered twice', outcome: 'reversed', consequencesDigest } });
  const { effects } = await admin.call(getRequest, { params });
  const effectId = effects.find(({ undoesId }) => undoesId !== null)?.id ?? '';
  return { requestId, original: effects.find(({ undoesId }) => undoesId === null)?.id ?? '', input: { params: { effectId }, body: { evidence: 'Credit note 4711' } } };
}
/** An effect that the receptionists are asked to do, as the worker would have asked them. */
async function asked() {
  const { budgetOwner, decide } = world.company;
  const { id: requestId } = await asking.submit();
  await decide(budgetOwner, requestId, 'approve');
  const { database } = world.api;
  const [effect] = await database.look<{ id: string }>("update app.effects set state = 'asked', attempts = 1 where request_id = $1 returning id", [requestId]);
  const effectId = effect?.id ?? '';
  await database.look(
    "insert into app.asks (tenant_id, effect_id, member_id, request_id, because, counts, asked_at) select e.tenant_id, e.id, m.id, e.request_id, 'holds the role Reception', true, now() from app.effects e join app.members m on m.tenant_id = e.tenant_id and m.name in ('Ada', 'Ben') where e.id = $1",
    [effectId],
  );
  return { requestId, effectId, input: { params: { effectId }, body: { evidence: 'Badge 17 lies at the desk' } } };
}
const standing = async (effectId: string) => (await world.api.database.look<{ state: string; resolution: string | null; problem: string | null }>('select state, resolution, last_problem as problem from app.effects where id = $1', [effectId]))[0];

holdsItsContract({ operation: resolveEffect, world: () => world, ready: async () => ({ by: world.company.admin, input: (await reversed()).input }) });

describe('201', () => {
  it('says who undid it and how that can be seen, in this company alone (row:A6 row:E1 row:F1)', async () => {
    const { requestId, input } = await reversed();
    await world.company.admin.call(resolveEffect, input);
    const entries = async (person: typeof world.foreigner) => (await person.call(listAuditEntries, { query: { subjectId: requestId } })).items.filter(({ action }) => action === 'effect.resolved').map(({ reason }) => reason);
    expect([await entries(world.company.admin), await entries(world.foreigner)]).toEqual([['Credit note 4711'], []]);
  });
});

describe('201, of what somebody was asked to do', () => {
  it('says what became of it by whoever was asked, with the evidence, and says the same to whoever may see to effects (row:C4 row:E1)', async () => {
    const [first, second] = [await asked(), await asked()];
    expect(await ada.call(resolveEffect, first.input)).toMatchObject({ requestId: first.requestId, state: 'resolved' });
    expect(await world.company.admin.call(resolveEffect, second.input)).toMatchObject({ state: 'resolved' });
    expect(await standing(first.effectId)).toEqual({ state: 'resolved', resolution: 'Badge 17 lies at the desk', problem: null });
    const entries = (await world.company.admin.call(listAuditEntries, { query: { subjectId: first.requestId } })).items.filter(({ action }) => action === 'effect.resolved');
    expect(entries).toMatchObject([{ actor: { name: 'Ada' }, reason: 'Badge 17 lies at the desk' }]);
  });

  it('says that it could not be done, and why (row:C4)', async () => {
    const { effectId, input } = await asked();
    expect(await ben.call(resolveEffect, { ...input, body: { evidence: 'No badges are left', outcome: 'not_done' } })).toMatchObject({ state: 'failed' });
    expect(await standing(effectId)).toEqual({ state: 'failed', resolution: null, problem: 'Ben says that it could not be done: No badges are left' });
  });
});

describe('403', () => {
  it('refuses whoever sees the request and was not asked, its requester and its approver, and records nothing (row:F2)', async () => {
    const { effectId, input } = await asked();
    for (const by of [world.company.requester, world.company.budgetOwner]) await expectRefusal(world, resolveEffect, input, { by }, 'permission_denied');
    expect(await standing(effectId)).toMatchObject({ state: 'asked', resolution: null });
  });
});

describe('404', () => {
  it('knows no effect of a request that one may not see (row:F2)', async () => {
    const { effectId, input } = await asked();
    await expectRefusal(world, resolveEffect, input, { by: world.company.finance }, 'not_found');
    await expectRefusal(world, resolveEffect, input, { by: world.foreigner }, 'not_found');
    expect(await standing(effectId)).toMatchObject({ state: 'asked' });
  });

  it('knows no effect of another company (row:F1)', async () => {
    const { input } = await reversed();
    await expectRefusal(world, resolveEffect, input, { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses what waits for nobody: the effect itself, and one that was resolved, by two at once too (row:A6)', async () => {
    const { original, input } = await reversed();
    const by = world.company.admin;
    await expectRefusal(world, resolveEffect, { ...input, params: { effectId: original } }, { by }, 'not_waiting');
    const answers = await Promise.all([world.api, world.twin].map(({ baseUrl }) => sendRaw(baseUrl, resolveEffect, input, { by })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  it('takes one answer of two that are given at once, and tells the other who said what (row:C4)', async () => {
    const { effectId, input } = await asked();
    const said = [{ by: ada, body: { evidence: 'Badge 17 lies at the desk' } }, { by: ben, body: { evidence: 'No badges are left', outcome: 'not_done' as const } }];
    const answers = await Promise.all(said.map(({ by, body }, index) => sendRaw([world.api, world.twin][index]?.baseUrl ?? '', resolveEffect, { ...input, body }, { by })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const first = answers[0]?.status === 201 ? 'Ada has said so already: “Badge 17 lies at the desk”.' : 'Ben says that it could not be done: No badges are left.';
    expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({ code: 'not_waiting', detail: `${first} Nothing was recorded.` });
    expect((await standing(effectId))?.state).toBe(answers[0]?.status === 201 ? 'resolved' : 'failed');
  });

  it('takes the same answer once, however often it is pressed (row:C2)', async () => {
    const { input } = await asked();
    await ada.call(resolveEffect, input);
    await expectRefusal(world, resolveEffect, input, { by: ada }, 'not_waiting');
  });

  it('does not take that something could not be undone of what nobody was asked to do (row:A6)', async () => {
    const { input } = await reversed();
    await expectRefusal(world, resolveEffect, { ...input, body: { evidence: 'Lost', outcome: 'not_done' } }, { by: world.company.admin }, 'not_waiting');
  });
});

describe('422', () => {
  it('refuses an answer without evidence, and one without a reason (row:C4)', async () => {
    const { effectId, input } = await asked();
    for (const outcome of ['done', 'not_done'] as const) await expectRefusal(world, resolveEffect, { ...input, body: { evidence: '   ', outcome } }, { by: ada }, 'reason_required');
    expect(await standing(effectId)).toMatchObject({ state: 'asked' });
  });
});
