import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changePicture, getPicture, startPictureUpload } from '@countersign/contracts/profile';
import { showAudit, showInbox, showPeople, showProfile, showRequests, showWorkflows } from '@countersign/contracts/screens';
import { announced, bombPicture, describePicture, expectRefusal, holdsItsContract, onePicture, openHttpWorld, openTestApi, openTestWorker, photoThatSays, sendRaw, uploadPicture, type HttpWorld, type Person } from '@countersign/testing';
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

  it('comes with every list that names the person, in the one request that draws it; and with nothing of another company (row:J1 row:F1)', async () => {
    const { requester, auditor, submit } = world.company;
    await submit();
    const { picture } = await requester.call(changePicture, { body: { uploadId: await put(requester) } });
    const memberId = await memberIdOf(requester);
    const lists = [showPeople, showRequests, showAudit, showWorkflows] as const;
    const shown = await Promise.all(lists.slice(0, 3).map((list) => auditor.call(list as typeof showAudit, { query: {} })));
    expect(shown.map(({ pictures }) => pictures[memberId])).toEqual([picture, picture, picture]);
    for (const list of lists) expect((await world.foreigner.call(list as typeof showAudit, { query: {} })).pictures).toEqual({});
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

describe('many calls at once', () => {
  it('for one upload decode it once, and keep nobody else waiting (row:J1 row:F6)', async () => {
    const { requester, budgetOwner } = world.company;
    const [large, small] = await Promise.all([put(requester, await onePicture('png', 4000)), put(budgetOwner)]);
    const change = async (by: Person, uploadId: string) => ({ status: (await sendRaw(world.api.baseUrl, changePicture, { body: { uploadId } }, { by })).status, endedAt: performance.now() });
    const began = performance.now();
    const many = Promise.all(Array.from({ length: 30 }, () => change(requester, large)));
    const other = await change(budgetOwner, small);
    const all = await many;
    expect(new Set([...all, other].map(({ status }) => status))).toEqual(new Set([200]));
    // One decoding of such a picture takes about 0.2 s here: thirty took 5 s and more.
    expect(Math.max(...all.map(({ endedAt }) => endedAt)) - began).toBeLessThan(3000);
    const again = performance.now();
    expect((await change(requester, large)).status).toBe(200);
    expect(performance.now() - again).toBeLessThan(1000);
    expect(await world.api.database.look('select id from identity.picture where id = $1', [large])).toHaveLength(1);
  }, 30_000);
});

describe('429', () => {
  it('changes a picture twenty times a minute and not once more, in no process, and those of others go on (row:F6)', async () => {
    const strict = await openTestApi({ on: world.api.database, tryLimitFactor: 1 });
    try {
      const { auditor, finance } = world.company;
      const [uploadId, theirs] = [await put(auditor), await put(finance)];
      const key = crypto.randomUUID();
      const first = await sendRaw(strict.baseUrl, changePicture, { body: { uploadId } }, { by: auditor, key });
      expect(first.status).toBe(200);
      const answers = [];
      for (let index = 0; index < 21; index += 1) answers.push(await sendRaw(strict.baseUrl, changePicture, { body: { uploadId } }, { by: auditor }));
      expect(answers.slice(0, 19).map(({ status }) => status)).toEqual(Array(19).fill(200));
      const last = answers.at(-1);
      expect([last?.status, last?.json.code]).toEqual([429, 'rate_limited']);
      expect(Number(last?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect((await sendRaw(strict.baseUrl, changePicture, { body: { uploadId } }, { by: auditor, key })).text).toBe(first.text);
      expect((await sendRaw(strict.baseUrl, changePicture, { body: { uploadId: theirs } }, { by: finance })).status).toBe(200);
    } finally {
      await strict.close();
    }
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
