import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestType, listRequestTypes } from '@countersign/contracts/request-types';
import { listWorkflows } from '@countersign/contracts/workflows';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, purchaseForm, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const body = () => ({ name: `Type ${(count += 1)}`, description: 'What it is for', form: purchaseForm, titleField: 'title', amountField: 'amount', immaterialFields: ['note'], workflowId: world.company.workflowId });
holdsItsContract({ operation: createRequestType, world: () => world, ready: () => ({ by: world.company.admin, input: { body: body() } }) });

describe('201', () => {
  it('gives back the form as it was sent, and shows the type in this company and in no other (row:F1)', async () => {
    const sent = body();
    const created = await world.company.admin.call(createRequestType, { body: sent });
    expect(created.latestVersion).toMatchObject({ version: 1, form: purchaseForm, titleField: 'title', amountField: 'amount', immaterialFields: ['note'] });
    expect((await world.company.requester.call(listRequestTypes, { query: {} })).items.map(({ id }) => id)).toContain(created.id);
    expect((await world.foreigner.call(listRequestTypes, { query: {} })).items).toEqual([]);
  });
});

describe('404', () => {
  it('does not start a workflow of another company, or one that does not exist (row:F1)', async () => {
    expect((await world.foreigner.call(listWorkflows, { query: {} })).items).toEqual([]);
    await expectRefusal(world, createRequestType, { body: body() }, { by: world.foreigner }, 'not_found');
    await expectRefusal(world, createRequestType, { body: { ...body(), workflowId: crypto.randomUUID() } }, { by: world.company.admin }, 'not_found');
  });
});

describe('409', () => {
  it('refuses a name that is taken, also of two that take it at once (row:D4)', async () => {
    await expectRefusal(world, createRequestType, { body: { ...body(), name: 'Purchase order' } }, { by: world.company.admin }, 'name_taken');
    const name = 'Raced for';
    const calls = await Promise.allSettled([1, 2].map(() => world.company.admin.call(createRequestType, { body: { ...body(), name } })));
    expect(calls.map((call) => (call.status === 'fulfilled' ? 'created' : (call.reason as { code?: string }).code)).sort()).toEqual(['created', 'name_taken']);
  });
});

describe('422', () => {
  it('refuses forms that promise a check that nobody makes, and points at the spot (row:A2)', async () => {
    const property = (schema: unknown) => ({ ...purchaseForm, properties: { ...purchaseForm.properties, more: schema } });
    const wrong: [unknown, string][] = [
      [property({ type: 'number' }), '/body/form/properties/more/type'],
      [property({ type: 'string', $ref: '#/x' }), '/body/form/properties/more/$ref'],
      [property({ type: 'string', format: 'ipv4' }), '/body/form/properties/more/format'],
      [property({ type: 'string', pattern: '(a+)+$' }), '/body/form/properties/more/pattern'],
      [property({ enum: Array.from({ length: 201 }, (_, index) => index) }), '/body/form/properties/more/enum'],
      [{ ...purchaseForm, properties: { ...purchaseForm.properties, constructor: { type: 'object', format: 'money' } } }, '/body/form/properties/constructor'],
      [{ ...purchaseForm, additionalProperties: true }, '/body/form/additionalProperties'],
      [{ type: 'array', items: { type: 'string' } }, '/body/form'],
    ];
    for (const [form, pointer] of wrong) {
      const answer = await expectRefusal(world, createRequestType, { body: { ...body(), form } }, { by: world.company.admin }, 'form_invalid');
      expect(pointersOf(answer)).toContain(pointer);
    }
  });

  it('refuses fields that the form does not have, or of another kind (row:A4)', async () => {
    const wrong: [object, string][] = [[{ titleField: 'amount' }, '/body/titleField'], [{ titleField: 'toString' }, '/body/titleField'], [{ amountField: 'title' }, '/body/amountField'], [{ immaterialFields: ['nothing'] }, '/body/immaterialFields'], [{ immaterialFields: ['note', 'amount'] }, '/body/immaterialFields'], [{ immaterialFields: ['title'] }, '/body/immaterialFields']];
    for (const [change, pointer] of wrong) {
      const answer = await expectRefusal(world, createRequestType, { body: { ...body(), ...change } }, { by: world.company.admin }, 'form_invalid');
      expect(pointersOf(answer)).toEqual([pointer]);
    }
  });
});
