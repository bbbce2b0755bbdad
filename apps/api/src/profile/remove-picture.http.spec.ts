import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changePicture, removePicture } from '@countersign/contracts/profile';
import { showProfile } from '@countersign/contracts/screens';
import { expectRefusal, holdsItsContract, openHttpWorld, uploadPicture, type HttpWorld, type Person } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const withPicture = async (by: Person) => {
  await by.call(changePicture, { body: { uploadId: await uploadPicture(world.api.baseUrl, by) } });
  return { by, input: {} };
};
holdsItsContract({ operation: removePicture, world: () => world, ready: () => withPicture(world.company.requester), keyHoldsForOtherBody: false });

describe('200', () => {
  it('takes away one’s own and nobody else’s (row:F1)', async () => {
    const { finance, auditor } = world.company;
    await withPicture(finance);
    await withPicture(auditor);
    await finance.call(removePicture, {});
    expect([Object.keys((await finance.call(showProfile, {})).pictures), Object.keys((await auditor.call(showProfile, {})).pictures)].map((shown) => shown.length)).toEqual([0, 1]);
  });
});

describe('404', () => {
  it('says that there is none', () => expectRefusal(world, removePicture, {}, { by: world.company.admin }, 'not_found'));
});
