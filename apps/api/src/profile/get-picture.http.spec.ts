import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { switchTenant, getSession } from '@countersign/contracts/identity';
import { changePicture, getPicture } from '@countersign/contracts/profile';
import { createTenant } from '@countersign/contracts/tenants';
import { expectRefusal, expectWithinBudget, openHttpWorld, sendRaw, uploadPicture, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
let pictureId: string;
let owner: Person;
beforeAll(async () => {
  world = await openHttpWorld();
  owner = world.company.requester;
  pictureId = (await owner.call(changePicture, { body: { uploadId: await uploadPicture(world.api.baseUrl, owner) } })).picture.id;
});
afterAll(() => world.close());

describe('200', () => {
  it('is shown to members of a company of its person’s, in whichever company the person is now, and costs what it may (row:K1)', async () => {
    await owner.call(createTenant, { body: { name: 'Own' } });
    for (const by of [owner, world.powerless]) {
      const answer = await sendRaw(world.twin.baseUrl, getPicture, { params: { pictureId } }, { by });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
      expectWithinBudget(getPicture, answer);
    }
    const { memberships } = await owner.call(getSession, {});
    await owner.call(switchTenant, { body: { memberId: memberships.find(({ tenantName }) => tenantName === 'Acme')?.memberId ?? '' } });
  });
});

describe('401 and 403', () => {
  it('is shown to nobody who is not signed in, or in no company', async () => {
    await expectRefusal(world, getPicture, { params: { pictureId } }, {}, 'not_signed_in');
    await expectRefusal(world, getPicture, { params: { pictureId } }, { by: world.homeless }, 'no_active_tenant');
  });
});

describe('404', () => {
  it('is not there for another company, and looks like an id that nobody has (row:F1)', async () => {
    const foreign = await expectRefusal(world, getPicture, { params: { pictureId } }, { by: world.foreigner }, 'not_found');
    const unknown = await expectRefusal(world, getPicture, { params: { pictureId: crypto.randomUUID() } }, { by: world.foreigner }, 'not_found');
    expect(foreign.text).toBe(unknown.text);
    for (const id of ['0', '..%2F..%2Fsecrets.json', 'x'.repeat(190)]) await expectRefusal(world, getPicture, { params: { pictureId: id } }, { by: owner }, 'not_found');
  });
});
