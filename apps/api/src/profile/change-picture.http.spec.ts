import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changePicture, getPicture, startPictureUpload } from '@countersign/contracts/profile';
import { showInbox, showProfile } from '@countersign/contracts/screens';
import { announced, bombPicture, describePicture, expectRefusal, holdsItsContract, onePicture, openHttpWorld, openTestWorker, photoThatSays, sendRaw, uploadPicture, type HttpWorld, type Person } from '@countersign/testing';
import { memberIdOf } from '@countersign/testing/authorization';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

const put = (by: Person, bytes?: Buffer) => uploadPicture(world.api.baseUrl, by, bytes);
holdsItsContract({ operation: changePicture, world: () => world, ready: async () => ({ by: world.company.requester, input: { body: { uploadId: await put(world.company.requester) } } }) });

const fetched = async (by: Person, pictureId: string) => {
  const response = await fetch(`${world.twin.baseUrl}/v1/pictures/${pictureId}`, { headers: by.headers() });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe('200', () => {
  it('shows it to oneself and to colleagues from now on, in every process; written anew, square, without what it carried besides (row:J2 row:F5)', async () => {
    const { company } = world;
    const photo = await photoThatSays('Canary of the camera');
    expect(photo.includes('Canary of the camera')).toBe(true);
    const { uploadId, url, headers } = await company.budgetOwner.call(startPictureUpload, { body: announced(photo, 'image/jpeg') });
    expect((await fetch(new URL(url, world.api.baseUrl), { method: 'PUT', headers, body: new Uint8Array(photo) })).status).toBe(200);
    // Nobody, its owner included, is shown what has not been made the picture.
    for (const by of [company.budgetOwner, company.finance]) await expectRefusal(world, getPicture, { params: { pictureId: uploadId } }, { by }, 'not_found');
    const { picture } = await company.budgetOwner.call(changePicture, { body: { uploadId } });
    for (const by of [company.budgetOwner, company.finance]) {
      const { status, headers: sent, bytes } = await fetched(by, picture.id);
      expect(status).toBe(200);
      expect([sent.get('content-type'), sent.get('x-content-type-options'), sent.get('cache-control'), sent.get('content-security-policy')]).toEqual(['image/webp', 'nosniff', 'private, max-age=31536000, immutable', "default-src 'none'; sandbox"]);
      expect(bytes.includes('Canary of the camera')).toBe(false);
      expect(await describePicture(bytes)).toEqual({ format: 'webp', width: 512, height: 512, hasExif: false });
    }
    expect(picture.colour).toMatch(/^#[0-9a-f]{6}$/);
    const memberId = await memberIdOf(company.budgetOwner);
    expect((await company.budgetOwner.call(showProfile, {})).pictures[memberId]).toEqual(picture);
    await company.submit({ title: 'For its requester', amount: { amount: '10.00', currency: 'EUR' } }, company.requester);
    const requesterId = await memberIdOf(company.requester);
    expect((await company.budgetOwner.call(showInbox, {})).pictures[requesterId]?.id).toBeDefined();
  });

  it('leaves the one before until nobody names it any more; then the worker removes it, and uploads that nobody finished (row:F5)', async () => {
    const { auditor } = world.company;
    const before = (await auditor.call(changePicture, { body: { uploadId: await put(auditor) } })).picture;
    const after = (await auditor.call(changePicture, { body: { uploadId: await put(auditor) } })).picture;
    const abandoned = await put(auditor);
    const worker = await openTestWorker(world.api.database);
    await worker.removeUnusedPictures(3600);
    expect((await fetched(auditor, after.id)).status).toBe(200);
    await world.api.database.look(`update identity.picture set made_at = now() - interval '2 hours'`);
    await world.api.database.look(`update identity."user" set "updatedAt" = now() - interval '2 hours'`);
    await world.api.database.look(`update identity.picture_upload set expires_at = now() - interval '2 hours'`);
    expect(await worker.removeUnusedPictures(3600)).toBeGreaterThan(1);
    expect(await worker.removeUnusedPictures(3600)).toBe(0);
    await worker.close();
    expect((await fetched(auditor, after.id)).status).toBe(200);
    const left = (await world.api.database.look<{ id: string }>('select id from identity.picture')).map(({ id }) => id);
    expect([left.includes(before.id), left.includes(after.id)]).toEqual([false, true]);
    await expectRefusal(world, changePicture, { body: { uploadId: abandoned } }, { by: auditor }, 'not_found');
  });
});

describe('404', () => {
  it('makes nobody else’s upload one’s own, of the same company or of another (row:F1)', async () => {
    const { company, foreigner } = world;
    for (const other of [company.finance, foreigner]) await expectRefusal(world, changePicture, { body: { uploadId: await put(other) } }, { by: company.admin }, 'not_found');
  });
});

describe('409', () => {
  it('says that nothing has arrived (row:J2)', async () => {
    const { uploadId } = await world.company.finance.call(startPictureUpload, { body: announced(await onePicture()) });
    await expectRefusal(world, changePicture, { body: { uploadId } }, { by: world.company.finance }, 'upload_missing');
  });
});

describe('422', () => {
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['is another type than announced', () => onePicture('jpeg')],
    ['is a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['is a drawing with a script', () => script],
    ['begins as a picture and goes on as a script', async () => Buffer.concat([(await onePicture()).subarray(0, 20), script])],
    ['is cut off', async () => { const whole = await onePicture('png', 600); return whole.subarray(0, whole.length >> 1); }],
    ['unfolds to more pixels than may be', bombPicture],
  ])('refuses what %s, and the picture stays as it was (row:F5)', async (_, make) => {
    const { finance } = world.company;
    const uploadId = await put(finance, await make());
    await expectRefusal(world, changePicture, { body: { uploadId } }, { by: finance }, 'picture_unusable');
  });

  it('refuses bytes that were exchanged after they had arrived: what is used is what was announced (row:F5)', async () => {
    const { finance } = world.company;
    const uploadId = await put(finance);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${world.api.database.filesFolder}/files/uploads/${uploadId}`, await onePicture('png', 65));
    await expectRefusal(world, changePicture, { body: { uploadId } }, { by: finance }, 'picture_unusable');
    expect((await sendRaw(world.api.baseUrl, getPicture, { params: { pictureId: uploadId } }, { by: finance })).status).toBe(404);
  });
});
