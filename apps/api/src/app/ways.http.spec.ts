/** The ways that a request can go which no single operation decides: side by side, served, back to a step. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { decideRequest } from '@countersign/contracts/tasks';
import { addFlow, expectRefusal, lookAt, memberIdOf, openHttpWorld, roleOf, signedBy, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
let owners: Person;
let legal: Person;
beforeAll(async () => {
  world = await openHttpWorld();
  const { company } = world;
  await company.addRole('Legal', ['request.read', 'task.decide']);
  legal = await company.join('Lawyer', ['Legal']);
  owners = await company.join('Second owner', ['Budget owner']);
}, 120_000);
afterAll(() => world.close());

type Step = Extract<Parameters<typeof addFlow>[2], { readonly steps: unknown }>['steps'][number];
let turn = 0;
const flowOf = (...steps: readonly Step[]) => addFlow(world.company, `Way ${(turn += 1)}`, { formatVersion: 2, steps });
const view = (requestId: string) => world.company.requester.call(getRequest, { params: { requestId } });
const by = (role: string, id: string, change: Parameters<typeof signedBy>[2] = {}) => signedBy(world.company, role, { id, name: id, ...change });
const branch = (step: Step) => ({ id: `of_${step.id}`, steps: [step] });
const openSteps = (requestId: string) => world.api.database.look<{ step: string }>("select step_id as step from app.tasks where request_id = $1 and status = 'open' order by step_id", [requestId]);
const signed = (requestId: string) => world.api.database.look<{ state: { signatures: { stepId: string; memberId: string; servedFrom?: string }[] } }>('select state from app.runs where request_id = $1', [requestId]);

describe('side by side (row:A3)', () => {
  const twoOfThree = () => flowOf({ id: 'together', kind: 'parallel', name: 'Together', join: 2, branches: [branch(by('Budget owner', 'budget')), branch(by('Finance', 'money')), branch(by('Legal', 'law'))] }, by('auditor', 'last', { approvers: { anyOf: [roleOf(world.company, 'Finance')] } }));

  it('all are asked at once; two of three suffice, in whatever order, and the third is asked no more', async () => {
    const { company } = world;
    for (const [first, second, third] of [[company.budgetOwner, legal, company.finance], [company.finance, company.budgetOwner, legal]] as const) {
      const { id } = await (await twoOfThree()).submit();
      expect((await openSteps(id)).map(({ step }) => step)).toEqual(['budget', 'law', 'money']);
      const late = await lookAt(third, id);
      await company.decide(first, id, 'approve');
      expect(await openSteps(id)).toHaveLength(2);
      await company.decide(second, id, 'approve');
      expect(await openSteps(id)).toEqual([{ step: 'last' }]);
      await expectRefusal(world, decideRequest, late, { by: third }, 'task_closed');
    }
  });

  it('a rejection in one branch returns all of it', async () => {
    const { id } = await (await twoOfThree()).submit();
    expect((await world.company.decide(legal, id, 'reject', 'Not like this.')).requestStatus).toBe('returned');
    expect(await openSteps(id)).toEqual([]);
  });

  it('where all of a step must sign, it waits for each of them, by however many the role is held', async () => {
    const { company } = world;
    const { id } = await (await flowOf(by('Budget owner', 'everybody', { quorum: 'all' }))).submit();
    expect((await company.decide(company.budgetOwner, id, 'approve')).requestStatus).toBe('open');
    expect((await company.decide(owners, id, 'approve')).requestStatus).toBe('approved');
  });
});

describe('back to an earlier step (row:A3)', () => {
  it('what that step and those after it signed is asked for again, and what came before it stands', async () => {
    const { company } = world;
    const { id } = await (await flowOf(by('Legal', 'law'), by('Budget owner', 'budget'), by('Finance', 'money', { onReject: { goTo: 'budget' } }))).submit();
    await company.decide(legal, id, 'approve');
    await company.decide(company.budgetOwner, id, 'approve');
    const { requestStatus } = await company.decide(company.finance, id, 'reject', 'Which budget?');
    expect([requestStatus, (await openSteps(id)).map(({ step }) => step)]).toEqual(['open', ['budget']]);
    expect((await signed(id))[0]?.state.signatures.map(({ stepId }) => stepId)).toEqual(['law']);
    await company.decide(company.budgetOwner, id, 'approve');
    expect((await company.decide(company.finance, id, 'approve')).requestStatus).toBe('approved');
    expect((await view(id)).decisions).toHaveLength(5);
  });
});

describe('one signature for two steps (row:A1)', () => {
  it('serves the later one where its signer could sign that too, and says so; somebody else is asked where they could not', async () => {
    const { company } = world;
    const both = await company.join('Owner and finance', ['Budget owner', 'Finance']);
    const flow = await flowOf(by('Budget owner', 'budget'), by('Finance', 'money', { servedBy: ['budget'] }));
    const { id } = await flow.submit();
    expect((await company.decide(both, id, 'approve')).requestStatus).toBe('approved');
    const memberId = await memberIdOf(company, both);
    expect((await signed(id))[0]?.state.signatures).toMatchObject([{ stepId: 'budget', memberId }, { stepId: 'money', memberId, servedFrom: 'budget' }]);
    expect((await view(id)).decisions).toHaveLength(1);

    const other = await flow.submit();
    expect((await company.decide(company.budgetOwner, other.id, 'approve')).requestStatus).toBe('open');
    expect(await openSteps(other.id)).toEqual([{ step: 'money' }]);
  });
});
