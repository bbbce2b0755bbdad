import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { updateRecordSet, type RecordSetView } from '@countersign/contracts/record-sets';
import { addRecordSet, expectRefusal, holdsItsContract, openHttpWorld, plainRecordSet, pointersOf, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

const inputOf = ({ id, name }: RecordSetView, change: object = {}) => ({ params: { recordSetId: id }, body: { ...plainRecordSet, name, revision: 1, ...change } });
holdsItsContract({ operation: updateRecordSet, world: () => world, ready: async () => ({ by: world.company.admin, input: inputOf(await addRecordSet(world.company)) }) });

describe('200', () => {
  it('replaces what was said of it; its connection stays (row:D5)', async () => {
    const set = await addRecordSet(world.company);
    const changed = await world.company.admin.call(updateRecordSet, inputOf(set, { path: '/suppliers', everyMinutes: 60 }));
    expect(changed).toMatchObject({ path: '/suppliers', everyMinutes: 60, connectionId: set.connectionId, revision: 2, nextReadingAt: expect.any(String) });
    expect(await world.company.admin.call(updateRecordSet, inputOf(set, { revision: 2 }))).toMatchObject({ path: '/vendors', nextReadingAt: null, revision: 3 });
  });
});

describe('404', () => {
  it('knows none of another company (row:F1)', async () => {
    await expectRefusal(world, updateRecordSet, inputOf(await addRecordSet(world.company)), { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses a name that is taken, and a change of what it is not any more (row:D5)', async () => {
    const [set, other] = [await addRecordSet(world.company), await addRecordSet(world.company)];
    await expectRefusal(world, updateRecordSet, inputOf(set, { name: other.name }), { by: world.company.admin }, 'name_taken');
    await expectRefusal(world, updateRecordSet, inputOf(set, { revision: 2 }), { by: world.company.admin }, 'record_set_changed');
  });
});

describe('422', () => {
  it('refuses two fields of one name (row:D5)', async () => {
    const field = { name: 'IBAN', pointer: '/iban', type: 'text' };
    expect(pointersOf(await expectRefusal(world, updateRecordSet, inputOf(await addRecordSet(world.company), { fields: [field, field] }), { by: world.company.admin }, 'invalid_input'))).toEqual(['/body/fields/1/name']);
  });
});
