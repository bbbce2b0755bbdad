import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, previewRequest } from '@countersign/contracts/requests';
import { showSubmit } from '@countersign/contracts/screens';
import { addFlow, approvalBy, expectRefusal, holdsItsContract, keptRows, openHttpWorld, payEffect, type HttpWorld } from '@countersign/testing';
import { randomUUID } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const euros = (amount: string) => ({ amount: { amount, currency: 'EUR' } });
const ask = (content: object, requestTypeId = world.company.requestTypeId, by = world.company.requester) => by.call(previewRequest, { query: { requestTypeId, content: JSON.stringify(content) } });
const said = ({ steps }: Awaited<ReturnType<typeof ask>>) => steps.map(({ name, state, candidates }) => [name, state, ...candidates.map((person) => person.name)]);

holdsItsContract({ operation: previewRequest, world: () => world, ready: () => ({ by: world.company.requester, input: { query: { requestTypeId: world.company.requestTypeId, content: JSON.stringify(euros('100.00')) } } }) });

describe('200', () => {
  it('foresees the very people and steps that submitting then leads to, with the rule by which, and writes nothing (row:A1 row:A2 row:A8)', async () => {
    const { company, api } = world;
    const before = await keptRows(api.database);
    const large = await ask(euros('12400.00'));
    expect(await keptRows(api.database)).toEqual(before);
    expect(large).toMatchObject({ outcome: 'complete', why: null });
    expect(said(large)).toEqual([['Budget owner', 'asked', 'Budget owner of Acme'], ['Finance', 'asked', 'Finance of Acme'], ['Pay', 'carried_out']]);
    expect(large.steps[0]?.candidates[0]?.because).toBe('holds the role Budget owner');
    expect(said(await ask(euros('100.00')))).toEqual([['Budget owner', 'asked', 'Budget owner of Acme'], ['Finance', 'skipped'], ['Pay', 'carried_out']]);
    const { id } = await company.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    await company.decide(company.finance, id, 'approve');
    const { tasks } = await company.requester.call(getRequest, { params: { requestId: id } });
    expect(tasks.map(({ stepName, candidates }) => [stepName, 'asked', ...candidates.map(({ name }) => name)])).toEqual(said(large).slice(0, 2));
  });

  it('says where nobody would be found, and that nobody decides their own request (row:A1)', async () => {
    const { company } = world;
    const alone = await company.join('Works alone', ['requester', 'Budget owner']);
    await company.addRole('Board', ['request.read', 'task.decide']);
    const flow = await addFlow(company, 'By the board', [approvalBy(company, 'Budget owner'), approvalBy(company, 'Board', { id: 'board', name: 'Board' }), payEffect(company)]);
    const preview = await ask(euros('80.00'), flow.requestTypeId, alone);
    expect(preview).toMatchObject({ outcome: 'stops', why: 'It would stop at “Board”: nobody can sign that.' });
    expect(preview.steps.map(({ state }) => state)).toEqual(['asked', 'nobody']);
    expect(preview.steps[0]?.excluded).toEqual([expect.objectContaining({ name: 'Works alone', because: 'made this request' })]);
  });

  it('says what is missing where it depends on that, and never guesses; the screen names the fields that decide (row:A2)', async () => {
    const { company } = world;
    expect(await ask({})).toMatchObject({ outcome: 'incomplete', why: '“Finance” depends on something that is not filled in yet.' });
    for (const wrong of [euros('many'), { amount: 7 }, { unknown: 1 }]) expect(await ask(wrong)).toMatchObject({ outcome: 'incomplete', steps: [] });
    const { data } = await company.requester.call(showSubmit, { query: { requestTypeId: company.requestTypeId } });
    expect(data.selected?.decidingFields).toEqual(['amount']);
  });
});

describe('404 and 422', () => {
  it("knows no type of another company's, and reads nothing but a JSON object (row:F1 row:F6)", async () => {
    const { company } = world;
    const by = company.requester;
    const texts = new Set<string>();
    texts.add((await expectRefusal(world, previewRequest, { query: { requestTypeId: company.requestTypeId, content: '{}' } }, { by: world.foreigner }, 'not_found')).text);
    texts.add((await expectRefusal(world, previewRequest, { query: { requestTypeId: randomUUID(), content: '{}' } }, { by }, 'not_found')).text);
    expect(texts.size).toBe(1);
    for (const content of ['', '{', '[]', 'null', '"text"', `{"a":"${'x'.repeat(6000)}"}`]) await expectRefusal(world, previewRequest, { query: { requestTypeId: company.requestTypeId, content } }, { by }, 'invalid_input');
  });
});
