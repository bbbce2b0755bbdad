import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRecordSet, listRecordSets } from '@countersign/contracts/record-sets';
import { connect, expectRefusal, holdsItsContract, keptRows, newCompany, openHttpWorld, plainMailServer, pointersOf, recordSetBody, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
let connectionId: string;
beforeAll(async () => {
  world = await openHttpWorld();
  connectionId = (await connect(world.company, 'https://erp.example.com')).id;
}, 120_000);
afterAll(() => world.close());

const ready = () => ({ by: world.company.admin, input: { body: recordSetBody(connectionId) } });
holdsItsContract({ operation: createRecordSet, world: () => world, ready });

const refused = async (change: object) => pointersOf(await expectRefusal(world, createRecordSet, { body: recordSetBody(connectionId, change) }, { by: world.company.admin }, 'invalid_input'));

describe('201', () => {
  it('keeps what was said of it, as it is listed, and when it is read next (row:D5)', async () => {
    const body = recordSetBody(connectionId, { everyMinutes: 30, paging: { kind: 'cursor', parameter: 'starting_after', cursorPointer: null, morePointer: '/has_more' } });
    const made = await world.company.admin.call(createRecordSet, { body });
    expect(made).toMatchObject({ ...body, revision: 1 });
    expect(Date.parse(made.nextReadingAt ?? '') - Date.parse(made.changedAt)).toBe(30 * 60_000);
    expect((await world.company.admin.call(listRecordSets, { query: {} })).items).toContainEqual(made);
  });

  it('may have the name that one of another company has, who does not see it (row:F1)', async () => {
    await world.company.admin.call(createRecordSet, { body: recordSetBody(connectionId, { name: 'Same name' }) });
    expect((await world.foreigner.call(listRecordSets, { query: {} })).items).toEqual([]);
  });
});

describe('404', () => {
  it('knows no connection of another company (row:F1)', async () => {
    await expectRefusal(world, createRecordSet, { body: recordSetBody(connectionId) }, { by: world.foreigner }, 'not_found');
  });
});

describe('409', () => {
  it('refuses a name that is taken (row:D5)', async () => {
    await world.company.admin.call(createRecordSet, { body: recordSetBody(connectionId, { name: 'Taken' }) });
    await expectRefusal(world, createRecordSet, { body: recordSetBody(connectionId, { name: 'Taken' }) }, { by: world.company.admin }, 'name_taken');
  });

  it('refuses one more than a company may have, whatever others have, and keeps nothing of it (row:D5 row:F1)', async () => {
    const full = await newCompany(world.api, 'Full');
    const { id } = await connect(full, 'https://erp.example.com');
    await full.admin.call(createRecordSet, { body: recordSetBody(id) });
    // As many as there may be.
    await world.api.database.look(`insert into app.record_sets (tenant_id, id, name, connection_id, settings, next_reading_at, revision, changed_at) select s.tenant_id, gen_random_uuid(), 'Set ' || n, s.connection_id, s.settings, null, 1, now() from app.record_sets s, generate_series(2, 50) n where s.connection_id = $1`, [id]);
    const before = await keptRows(world.api.database);
    const answer = await expectRefusal(world, createRecordSet, { body: recordSetBody(id) }, { by: full.admin }, 'record_sets_full');
    expect([answer.json.detail, await keptRows(world.api.database)]).toEqual(['A company has up to 50. Nothing was saved.', before]);
    await world.company.admin.call(createRecordSet, { body: recordSetBody(connectionId) });
  });
});

describe('422', () => {
  it('refuses what is no system that lists records, such as a mail server (row:D5)', async () => {
    const { id } = await connect(world.company, 'smtp://mail.example.com:587', { ...plainMailServer, auth: { kind: 'basic', username: 'us' }, secret: 's3cret-password' });
    expect(pointersOf(await expectRefusal(world, createRecordSet, { body: recordSetBody(id) }, { by: world.company.admin }, 'invalid_input'))).toEqual(['/body/connectionId']);
  });

  it('refuses paths that lead elsewhere, pointers that are none, and two fields of one name (row:D5 row:D1)', async () => {
    for (const path of ['vendors', '/../admin', '/a/%2e%2e/b', '/vendors#part', '/ä']) expect(await refused({ path })).toEqual(['/body/path']);
    expect(await refused({ idPointer: 'id' })).toEqual(['/body/idPointer']);
    expect(await refused({ titlePointer: '/__proto__/name' })).toEqual(['/body/titlePointer']);
    const field = { name: 'IBAN', pointer: '/iban', type: 'text' as const };
    expect(await refused({ fields: [field, { ...field, name: ' IBAN ' }] })).toEqual(['/body/fields/1/name']);
    expect(await refused({ fields: [{ ...field, name: '__proto__' }] })).toEqual(['/body/fields/0/name']);
    expect(await refused({ everyMinutes: 1 })).toEqual(['/body/everyMinutes']);
  });
});
