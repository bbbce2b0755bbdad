/** Which signatures a new revision leaves standing, and which it voids: exactly those that are bound to what changed (row:A4). */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { reviseRequest } from '@countersign/contracts/requests';
import { addFlow, memberIdOf, openHttpWorld, roleOf, signedBy, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let turn = 0;
const eur = (amount: string, currency = 'EUR') => ({ title: 'Chairs', amount: { amount, currency } });
type Change = Parameters<typeof signedBy>[2];

/** The budget owner signs first, with what is asked of that step; then finance. Two percent more, and ten less, are tolerated. */
async function signedOnce(first: Change, content: object = eur('1000.00')): Promise<{ readonly id: string; readonly requestTypeId: string }> {
  const { company } = world;
  const steps = [signedBy(company, 'Budget owner', { id: 'budget', name: 'Budget', ...first }), signedBy(company, 'Finance', { id: 'money', name: 'Money', boundTo: ['amount'] })];
  const flow = await addFlow(company, `Carry ${(turn += 1)}`, { formatVersion: 2, steps }, { tolerances: { amount: { upPercent: 2, downPercent: 10 } } });
  const { id } = await flow.submit(content as Record<string, unknown>);
  await company.decide(company.budgetOwner, id, 'approve');
  return { id, requestTypeId: flow.requestTypeId };
}

/** Who has signed after a revision, and what it voided for which fields. */
async function afterRevising(requestId: string, content: object) {
  const { company, api } = world;
  await company.requester.call(reviseRequest, { params: { requestId }, body: { content: content as Record<string, unknown> } });
  const [row] = await api.database.look<{ signed: string[]; voided: { stepId: string; fields: string[] }[] }>(
    `select array(select s->>'stepId' from jsonb_array_elements(r.state->'signatures') s) as signed,
            (select f.fact->'voided' from app.facts f where f.tenant_id = r.tenant_id and f.run_id = r.id and f.fact->>'kind' = 'revised' order by f.seq desc limit 1) as voided
       from app.runs r where r.request_id = $1`, [requestId],
  );
  return { signed: row?.signed, voided: row?.voided.map(({ stepId, fields }) => [stepId, fields]) };
}
const stands = { signed: ['budget'], voided: [] };
const voidedFor = (...fields: string[]) => ({ signed: [], voided: [['budget', fields]] });

describe('a tolerance (row:A4)', () => {
  it('leaves a signature standing up to its last cent, both ways, and voids it with the next', async () => {
    for (const [amount, expected] of [['1020.00', stands], ['900.00', stands], ['1020.01', voidedFor('amount')], ['899.99', voidedFor('amount')]] as const) {
      const { id } = await signedOnce({});
      expect([amount, await afterRevising(id, eur(amount))]).toEqual([amount, expected]);
    }
  });

  it('is counted from what was signed, however many small steps lead away from it, and not in another currency', async () => {
    const { id } = await signedOnce({});
    expect(await afterRevising(id, eur('1015.00'))).toEqual(stands);
    expect(await afterRevising(id, eur('1030.00'))).toEqual(voidedFor('amount'));
    const other = await signedOnce({});
    expect(await afterRevising(other.id, eur('1000.00', 'USD'))).toEqual(voidedFor('amount'));
  });

  it('reaches no further than the authority by which somebody signed', async () => {
    const { company } = world;
    const memberId = await memberIdOf(company, company.budgetOwner);
    await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: memberId }, requestTypeId: null, limit: { amount: '1010.00', currency: 'EUR' } } });
    const byAuthority = { approvers: { anyOf: [roleOf(company, 'Budget owner')], authority: true } };
    const within = await signedOnce(byAuthority);
    expect(await afterRevising(within.id, eur('1010.00'))).toEqual(stands);
    expect(await afterRevising(within.id, eur('1010.01'))).toEqual(voidedFor('amount'));
  });
});

describe('a step that is bound to some fields (row:A4)', () => {
  it('keeps its signatures where others change, and loses them with its own', async () => {
    const { id } = await signedOnce({ boundTo: ['amount'] });
    expect(await afterRevising(id, { ...eur('1000.00'), title: 'Armchairs' })).toEqual(stands);
    expect(await afterRevising(id, { ...eur('2000.00'), title: 'Armchairs' })).toEqual(voidedFor('amount'));
    const bound = await signedOnce({});
    expect(await afterRevising(bound.id, { ...eur('1000.00'), title: 'Armchairs' })).toEqual(voidedFor('title'));
  });
});
