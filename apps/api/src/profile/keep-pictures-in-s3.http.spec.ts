import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { changePicture, getPicture, startPictureUpload } from '@countersign/contracts/profile';
import { announced, newCompany, onePicture, openTestApi, openTestStore, sendRaw, type TestApi, type TestStore } from '@countersign/testing';

let store: TestStore;
let api: TestApi;
beforeAll(async () => {
  store = await openTestStore();
  api = await openTestApi({ files: store.environment });
}, 60_000);
afterAll(async () => {
  await api.close();
  await store.close();
});

it('a picture goes to a store that speaks S3 and comes from there, by an address that is signed for these bytes; pages may send there and nowhere else (row:F5)', async () => {
  const { requester } = await newCompany(api, 'Acme');
  const content = await onePicture();
  const { uploadId, url, headers } = await requester.call(startPictureUpload, { body: announced(content) });
  expect(url.startsWith(store.environment.FILES_S3_ENDPOINT ?? '?')).toBe(true);
  expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')?.split(';')).toEqual(expect.arrayContaining(['content-length', 'content-type', 'x-amz-checksum-sha256']));
  expect((await sendRaw(api.baseUrl, changePicture, { body: { uploadId } }, { by: requester })).json.code).toBe('upload_missing');
  expect((await fetch(url, { method: 'PUT', headers, body: new Uint8Array(content) })).status).toBe(200);
  const { picture } = await requester.call(changePicture, { body: { uploadId } });
  const answer = await sendRaw(api.baseUrl, getPicture, { params: { pictureId: picture.id } }, { by: requester });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const page = await fetch(`${api.baseUrl}/v1/health`);
  expect(page.headers.get('content-security-policy')).toContain(`connect-src 'self' ${store.environment.FILES_S3_ENDPOINT ?? ''};`);
  expect(api.errors).toEqual([]);
}, 60_000);
