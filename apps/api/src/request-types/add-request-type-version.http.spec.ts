import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addRequestTypeVersion } from '@countersign/contracts/request-types';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, purchaseForm, sendRaw, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let count = 0;
const wider = () => ({ ...purchaseForm, properties: { ...purchaseForm.properties, [`field${(count += 1)}`]: { type: 'string', title: 'More' } } });
const body = () => ({ form: wider(), titleField: 'title', amountField: 'amount', immaterialFields: ['note'], workflowId: world.company.workflowId });
const params = () => ({ requestTypeId: world.company.requestTypeId });
holdsItsContract({ operation: addRequestTypeVersion, world: () => world, ready: () => ({ by: world.company.admin, input: { params: params(), body: body() } }) });

describe('201', () => {
  it('holds for new requests; those submitted keep the version that they were submitted on (row:B2)', async () => {
    const { company } = world;
    const content = { title: 'Old form', amount: { amount: '1.00', currency: 'EUR' } };
    const old = await company.submit(content);
    const before = await company.requester.call(getRequest, { params: { requestId: old.id } });
    const sent = { ...body(), form: { ...purchaseForm, required: ['title', 'amount', 'note'] } };
    const added = await company.admin.call(addRequestTypeVersion, { params: params(), body: sent });
    expect(added.version).toBe(before.requestType.version + 1);
    await expect(company.submit(content)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(company.requester.call(reviseRequest, { params: { requestId: old.id }, body: { content: { ...content, title: 'Still old form' } } })).resolves.toMatchObject({ revision: 2 });
    const after = await company.requester.call(getRequest, { params: { requestId: old.id } });
    expect(after.requestType.version).toBe(before.requestType.version);
  });

  it('numbers versions that are added at once one after the other (row:B2)', async () => {
    const answers = await Promise.all([world.api, world.twin, world.api].map(({ baseUrl }) => sendRaw(baseUrl, addRequestTypeVersion, { params: params(), body: body() }, { by: world.company.admin })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const versions = answers.map(({ json }) => Number(json.version)).sort((a, b) => a - b);
    expect(versions.map((version) => version - (versions[0] ?? 0))).toEqual([0, 1, 2]);
  });
});

describe('422', () => {
  it('refuses a form that cannot be used, and points at the spot (row:A2)', async () => {
    const answer = await expectRefusal(world, addRequestTypeVersion, { params: params(), body: { ...body(), form: { type: 'object' } } }, { by: world.company.admin }, 'form_invalid');
    expect(pointersOf(answer).every((pointer) => pointer.startsWith('/body/'))).toBe(true);
  });
});
