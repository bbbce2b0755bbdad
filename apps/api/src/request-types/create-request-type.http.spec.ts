import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestType, listRequestTypes } from '@countersign/contracts/request-types';
import { addWorkflowVersion, createWorkflow, listWorkflows } from '@countersign/contracts/workflows';
import { addFlow, addRecordSet, formWithVendor, approvalBy, expectRefusal, holdsItsContract, openHttpWorld, pointersOf, purchaseForm, sendRaw, type HttpWorld } from '@countersign/testing';

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
  it('refuses a field for records of a set that there is not, or that is another company’s, in the same words; and an outside id as the name of requests (row:D5 row:F1)', async () => {
    const own = await addRecordSet(world.company);
    const theirs = await addRecordSet({ admin: world.foreigner });
    const texts = new Set<string>();
    for (const setId of [crypto.randomUUID(), theirs.id]) {
      const answer = await expectRefusal(world, createRequestType, { body: { ...body(), form: formWithVendor(setId) } }, { by: world.company.admin }, 'form_invalid');
      expect(pointersOf(answer)).toEqual(['/body/form/properties/vendor/recordSet']);
      texts.add(answer.text);
    }
    expect(texts.size).toBe(1);
    const form = formWithVendor(own.id, { required: ['vendor'] });
    expect(pointersOf(await expectRefusal(world, createRequestType, { body: { ...body(), form, titleField: 'vendor' } }, { by: world.company.admin }, 'form_invalid'))).toEqual(['/body/titleField']);
    expect((await world.company.admin.call(createRequestType, { body: { ...body(), form } })).latestVersion.form).toEqual(form);
  });

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

  it('refuses to call immaterial what a condition of its workflow reads, published or not, and says which step and what to do (row:A4)', async () => {
    const { company } = world;
    const step = approvalBy(company, 'Finance', { id: 'cfo', name: 'CFO', when: 'has(request.note) && request.note == "abroad"' });
    const published = await addFlow(company, 'Reads the note', [step, approvalBy(company, 'Finance')], { immaterialFields: [] });
    const draft = await company.admin.call(createWorkflow, { body: { name: 'Draft that reads the note', definition: { formatVersion: 1, steps: [step] } as never } });
    for (const workflowId of [published.workflowId, draft.id]) {
      const answer = await expectRefusal(world, createRequestType, { body: { ...body(), workflowId } }, { by: company.admin }, 'form_invalid');
      expect(answer.json.errors).toEqual([{ pointer: '/body/immaterialFields', detail: 'The condition of step "CFO" reads "note", so a change of it can decide who signs. Make the field material, or let the condition not read it.' }]);
    }
    await expect(company.admin.call(createRequestType, { body: { ...body(), immaterialFields: [], workflowId: draft.id } })).resolves.toMatchObject({ latestVersion: { version: 1 } });
  });

  it('refuses a form that the conditions of its workflow do not fit, and says which step, where in its condition, and what to do (row:A2)', async () => {
    const { company } = world;
    const step = approvalBy(company, 'Finance', { id: 'cfo', name: 'CFO', when: 'request.days > 3' });
    const flow = await company.admin.call(createWorkflow, { body: { name: 'Reads the days', definition: { formatVersion: 1, steps: [step] } as never } });
    const answer = await expectRefusal(world, createRequestType, { body: { ...body(), workflowId: flow.id } }, { by: company.admin }, 'form_invalid');
    const detail = 'The condition of "CFO" does not fit: There is no “request.days”. Known are title, amount, note.';
    expect(answer.json.errors).toEqual([{ pointer: '/body/form', detail, at: { part: 'when', offset: 0, length: 12, line: 1, column: 1 } }]);
    const form = { ...purchaseForm, required: [...purchaseForm.required, 'days'], properties: { ...purchaseForm.properties, days: { type: 'integer' } } };
    await expect(company.admin.call(createRequestType, { body: { ...body(), form, workflowId: flow.id } })).resolves.toMatchObject({ latestVersion: { version: 1 } });
  });

  it('takes one of two where a type calls immaterial what a version added at the same time reads, 5 times (row:A4)', async () => {
    const { company, api, twin } = world;
    const step = approvalBy(company, 'Finance', { when: 'has(request.note) && request.note == "abroad"' });
    for (let round = 0; round < 5; round += 1) {
      const free = await company.admin.call(createWorkflow, { body: { name: `Free ${round}`, definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] } as never } });
      const answers = await Promise.all([
        sendRaw(api.baseUrl, createRequestType, { body: { ...body(), workflowId: free.id } }, { by: company.admin }),
        sendRaw(twin.baseUrl, addWorkflowVersion, { params: { workflowId: free.id }, body: { definition: { formatVersion: 1, steps: [step] } } }, { by: company.admin }),
      ]);
      expect(answers.map(({ json }) => json.code).sort()).toEqual([expect.stringMatching(/^(definition|form)_invalid$/), undefined]);
    }
  });
});
