import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, reviseRequest, submitRequest } from '@countersign/contracts/requests';
import { showAudit, showInbox, showRecordSet, showRequest } from '@countersign/contracts/screens';
import { createWorkflow, previewWorkflow } from '@countersign/contracts/workflows';
import { addRecordSet, addVendorType, callStep, connect, expectRefusal, keepVendors, leaveFindings, openHttpWorld, pointersOf, signedBy, type HttpWorld, type VendorType } from '@countersign/testing';

let world: HttpWorld;
let type: VendorType;
beforeAll(async () => {
  world = await openHttpWorld();
  type = await addVendorType(world.company);
  await keepVendors(world.api.database, type.recordSetId, [{ id: 'a1', title: 'Atelier Fenn', version: '7' }, { id: 'b2', title: 'Nordwind' }, { id: 'c3', state: 'gone' }, { id: 'd4', state: 'quarantined' }, { id: 'e5', twinOf: 'b2' }]);
}, 120_000);
afterAll(() => world.close());

const contentOf = (vendor: string) => ({ title: 'Chairs', amount: { amount: '120.00', currency: 'EUR' }, vendor });
const submitting = (vendor: string) => ({ body: { requestTypeId: type.requestTypeId, content: contentOf(vendor) } });

describe('a field for a record', () => {
  it('shows the record by what it is called today: on its page, in the inbox of who decides, and in the audit, which says its version (row:D5 row:E1)', async () => {
    const { id } = await type.submit('a1');
    const vendorOf = (sheet: { readonly facts: readonly { readonly field: string; readonly value: string }[] } | null) => sheet?.facts.find(({ field }) => field === 'vendor')?.value;
    expect(vendorOf((await world.company.requester.call(showRequest, { query: { requestId: id } })).data)).toBe('Atelier Fenn (a1)');
    expect(vendorOf((await world.company.budgetOwner.call(showInbox, {})).data.first)).toBe('Atelier Fenn (a1)');
    const { rows } = (await world.company.admin.call(showAudit, { query: { subjectId: id, action: 'request.submitted' } })).data;
    expect(rows[0]?.changes).toContainEqual({ field: 'records.vendor', before: null, after: 'Atelier Fenn (a1), version 7' });
    await keepVendors(world.api.database, type.recordSetId, [{ id: 'a1', title: 'Atelier Fenn & Co', version: '8' }]);
    expect(vendorOf((await world.company.requester.call(showRequest, { query: { requestId: id } })).data)).toBe('Atelier Fenn & Co (a1)');
  });

  it('takes no record that is not kept, is gone, is quarantined or is not the one that counts: nothing is submitted, and nothing revised (row:D5)', async () => {
    const { company } = world;
    const { id } = await type.submit('b2');
    for (const vendor of ['nobody', 'c3', 'd4', 'e5']) {
      for (const answer of [await expectRefusal(world, submitRequest, submitting(vendor), { by: company.requester }, 'invalid_input'), await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: contentOf(vendor) } }, { by: company.requester }, 'invalid_input')]) {
        expect(pointersOf(answer)).toEqual(['/body/content/vendor']);
      }
    }
    await keepVendors(world.api.database, type.recordSetId, [{ id: 'b2', state: 'gone' }]);
    await expectRefusal(world, reviseRequest, { params: { requestId: id }, body: { content: { ...contentOf('b2'), title: 'More chairs' } } }, { by: company.requester }, 'invalid_input');
    const { revision } = await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: contentOf('a1') } });
    expect(revision).toBe(2);
    await keepVendors(world.api.database, type.recordSetId, [{ id: 'b2', title: 'Nordwind' }]);
    const [fact] = (await company.requester.call(showRequest, { query: { requestId: id } })).data.facts.filter(({ field }) => field === 'vendor');
    expect(fact).toMatchObject({ before: 'Nordwind (b2)', changedInRevision: 2 });
  });

  it('does not know a record of another company under the same id (row:F1)', async () => {
    await keepVendors(world.api.database, (await addRecordSet({ admin: world.foreigner })).id, [{ id: 'foreign' }]);
    await expectRefusal(world, submitRequest, submitting('foreign'), { by: world.company.requester }, 'invalid_input');
  });
});

describe('what a request is about', () => {
  const recordsOf = async (requestId: string) => (await world.company.requester.call(getRequest, { params: { requestId } })).outsideRecords;

  it('is linked when it is submitted, by field and as of the version that was kept; of a revision, what that names (row:D5)', async () => {
    await keepVendors(world.api.database, type.recordSetId, [{ id: 'l1', version: '3', title: 'First' }, { id: 'l2', title: 'Second' }]);
    const { id } = await type.submit('l1');
    expect(await recordsOf(id)).toMatchObject([{ recordSetId: type.recordSetId, outsideId: 'l1', title: 'First', state: 'in_step', field: '/vendor', version: '3', effectId: null, stepName: null, problem: null }]);
    await world.company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: contentOf('l2') } });
    expect(await recordsOf(id)).toMatchObject([{ outsideId: 'l2', title: 'Second' }]);
    expect(await recordsOf((await type.submit(undefined)).id)).toEqual([]);
  });

  it('is said to differ, or to be missing, as the last comparison found it, until something else is kept of it (row:D5)', async () => {
    const compared = await addVendorType(world.company);
    await keepVendors(world.api.database, compared.recordSetId, [{ id: 'same' }, { id: 'fine' }]);
    await leaveFindings(world.api.database, compared.recordSetId);
    const stateOf = async (vendor: string) => (await recordsOf((await compared.submit(vendor)).id))[0]?.state;
    expect([await stateOf('else'), await stateOf('there'), await stateOf('same'), await stateOf('fine')]).toEqual(['differs', 'missing', 'differs', 'in_step']);
    await world.api.database.look("update app.kept_records set digest = repeat('2', 64) where record_set_id = $1 and outside_id = 'else'", [compared.recordSetId]);
    expect(await stateOf('else')).toBe('in_step');
  });

  it('is shown on the record’s page to who looks after connections: the requests that they may see themselves, and no others (row:D5 row:F1)', async () => {
    const { company } = world;
    await keepVendors(world.api.database, type.recordSetId, [{ id: 'l3' }]);
    const { id, number } = await type.submit('l3');
    const seenBy = async (by: typeof company.admin, outsideId = 'l3') => (await by.call(showRecordSet, { query: { recordSetId: type.recordSetId, outsideId } })).data.requests;
    expect(await seenBy(company.admin)).toMatchObject({ items: [{ id, number, title: 'Chairs', status: 'open' }], more: false });
    await company.addRole('Keeper of connections', ['connection.read']);
    const keeper = await company.join('Keeper', ['Keeper of connections']);
    expect(await seenBy(keeper)).toEqual({ items: [], more: false });
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: contentOf('a1') } });
    expect(await seenBy(company.admin)).toEqual({ items: [], more: false });
    expect((await seenBy(company.admin, 'a1')).items.map((request) => request.id)).toContain(id);
  });
});

describe('a call whose answer names a record', () => {
  const replySchema = { type: 'object', additionalProperties: false, properties: { data: { type: 'object', additionalProperties: false, properties: { id: { type: 'string' } } } } };
  const findingsOf = async (record: object, onReverse?: object) => {
    const { id } = await connect(world.company, 'https://erp.example.com', { replySchema });
    const step = callStep(id, 'pay', { record: record as never });
    const steps = [signedBy(world.company, 'Finance'), onReverse === undefined ? step : { ...step, onReverse: { ...step.effect, ...onReverse } }];
    return { steps, found: (await world.company.admin.call(previewWorkflow, { body: { workflowId: null, definition: { formatVersion: 2, steps } } })).findings };
  };

  it('is refused for a set that there is not, or that is another company’s, in the same words (row:D5 row:F1)', async () => {
    const theirs = await addRecordSet({ admin: world.foreigner });
    const messages = new Set<string>();
    for (const recordSetId of [crypto.randomUUID(), theirs.id]) {
      const { steps, found } = await findingsOf({ recordSetId, idPointer: '/data/id' });
      expect(found).toMatchObject([{ stepId: 'pay', field: 'effect/record/recordSetId' }]);
      messages.add(found[0]?.message ?? '');
      await expectRefusal(world, createWorkflow, { body: { name: `Naming ${recordSetId}`, definition: { formatVersion: 2, steps } as never } }, { by: world.company.admin }, 'definition_invalid');
    }
    expect([...messages]).toEqual(['"pay" names a record of a set that does not exist. Choose one from the list, or let its answer name none.']);
  });

  it.each([
    ['/id', /nothing at \/id.*which has \/data there/],
    ['/data/ids', /nothing at \/data\/ids.*which has \/data\/id there/],
    ['/data', /no id at \/data.*such as \/data\/id/],
  ])('is told that %s is no place of an id in the answers that were agreed, and which is (row:D5)', async (idPointer, message) => {
    expect((await findingsOf({ recordSetId: type.recordSetId, idPointer })).found).toMatchObject([{ stepId: 'pay', field: 'effect/record/idPointer', message: expect.stringMatching(message) }]);
  });

  it('finds nothing where the place is right, and takes no record named by what undoes it (row:D5)', async () => {
    const record = { recordSetId: type.recordSetId, idPointer: '/data/id' };
    expect((await findingsOf(record, { record: undefined })).found).toEqual([]);
    expect((await findingsOf(record, {})).found).toMatchObject([{ stepId: 'pay' }]);
  });
});
