import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { resolveEffect } from '@countersign/contracts/effects';
import { getRequest, previewReversal, reverseRequest } from '@countersign/contracts/requests';
import { addFlow, effectOf, expectRefusal, holdsItsContract, openHttpWorld, sendRaw, signedBy, type HttpWorld, type RequestFlow } from '@countersign/testing';

let world: HttpWorld;
let flow: RequestFlow;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  flow = await addFlow(company, 'Orders', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), effectOf(company, 'tell', 'person')] });
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
holdsItsContract({ operation: resolveEffect, world: () => world, ready: async () => ({ by: world.company.admin, input: (await reversed()).input }) });

describe('201', () => {
  it('says who undid it and how that can be seen, in this company alone (row:A6 row:E1 row:F1)', async () => {
    const { requestId, input } = await reversed();
    await world.company.admin.call(resolveEffect, input);
    const entries = async (person: typeof world.foreigner) => (await person.call(listAuditEntries, { query: { subjectId: requestId } })).items.filter(({ action }) => action === 'effect.resolved').map(({ reason }) => reason);
    expect([await entries(world.company.admin), await entries(world.foreigner)]).toEqual([['Credit note 4711'], []]);
  });
});

describe('404', () => {
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
});
