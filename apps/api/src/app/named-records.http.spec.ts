import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reviseRequest, submitRequest } from '@countersign/contracts/requests';
import { showAudit, showInbox, showRequest } from '@countersign/contracts/screens';
import { addRecordSet, addVendorType, expectRefusal, keepVendors, openHttpWorld, pointersOf, type HttpWorld, type VendorType } from '@countersign/testing';

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
