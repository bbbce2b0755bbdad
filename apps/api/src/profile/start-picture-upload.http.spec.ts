import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pictureBytesMax, startPictureUpload } from '@countersign/contracts/profile';
import { announced, expectRefusal, holdsItsContract, onePicture, openHttpWorld, type HttpWorld } from '@countersign/testing';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

let turn = 0;
const ready = () => ({ by: world.company.requester, input: { body: { type: 'image/png', bytes: (turn += 1), sha256: 'ab'.repeat(32) } } });
holdsItsContract({ operation: startPictureUpload, world: () => world, ready });

const put = async (url: string, body: Buffer, headers: Record<string, string>) => {
  const response = await fetch(new URL(url, world.api.baseUrl), { method: 'PUT', headers, body: new Uint8Array(body) });
  return { status: response.status, code: response.status === 200 ? null : ((await response.json()) as { code: string }).code };
};
const kept = () => readdirSync(join(world.api.database.filesFolder, 'files'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);

describe('the address', () => {
  it('takes the bytes that were announced, twice if need be, and nothing else: not larger, shorter, other, of another type, under another key (row:F5)', async () => {
    const content = await onePicture();
    const { uploadId, url, headers } = await world.company.requester.call(startPictureUpload, { body: announced(content) });
    const other = Buffer.from(content);
    other[content.length - 1] = (other[content.length - 1] ?? 0) ^ 1;
    expect(await put(url, Buffer.concat([content, Buffer.alloc(1)]), headers)).toEqual({ status: 413, code: 'payload_too_large' });
    expect(await put(url, content.subarray(1), headers)).toEqual({ status: 403, code: 'upload_address_invalid' });
    expect(await put(url, other, headers)).toEqual({ status: 403, code: 'upload_address_invalid' });
    expect(await put(url, content, { 'content-type': 'image/jpeg' })).toEqual({ status: 415, code: 'unsupported_media_type' });
    expect(await put(url, content, { 'content-type': 'text/html' })).toEqual({ status: 415, code: 'unsupported_media_type' });
    for (const forged of [url.slice(0, -1), url.replace('address=', 'address=e'), '/v1/files/uploads', '/v1/files/uploads?address=..%2F..%2Fsecrets.json.x']) expect(await put(forged, content, headers)).toEqual({ status: 403, code: 'upload_address_invalid' });
    expect(await put(url, Buffer.alloc(pictureBytesMax + 1), headers)).toEqual({ status: 413, code: 'payload_too_large' });
    expect(kept().filter((name) => name.startsWith(uploadId))).toEqual([]);
    expect(await put(url, content, headers)).toEqual({ status: 200, code: null });
    expect(await put(url, content, headers)).toEqual({ status: 200, code: null });
    expect(kept().filter((name) => name.startsWith(uploadId))).toEqual([uploadId]);
  });

  it('ends after ten minutes (row:F5)', async () => {
    const { LocalFiles } = await import('@countersign/services/files');
    const files = new LocalFiles(world.api.database.filesFolder, Buffer.alloc(32));
    const { url } = await files.presignPut({ key: `uploads/${crypto.randomUUID()}`, mediaType: 'image/png', bytes: 1, sha256: 'ab'.repeat(32), expiresAt: new Date(1000) });
    const token = new URL(url, 'http://x').searchParams.get('address') ?? '';
    const { Readable } = await import('node:stream');
    await expect(files.take({ token, mediaType: 'image/png', bytes: Readable.from([Buffer.alloc(1)]), now: new Date(1000) })).rejects.toMatchObject({ code: 'upload_address_invalid' });
    const { expiresAt } = await world.company.finance.call(startPictureUpload, { body: announced(Buffer.alloc(3)) });
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 600_000)).toBeLessThan(60_000);
  });
});

describe('422 and 429', () => {
  it('refuses what is larger than a picture may be, and another type', async () => {
    const { requester } = world.company;
    for (const wrong of [{ bytes: pictureBytesMax + 1 }, { type: 'image/svg+xml' }, { type: 'image/gif' }]) await expectRefusal(world, startPictureUpload, { body: { type: 'image/png', bytes: 9, sha256: 'ab'.repeat(32), ...wrong } }, { by: requester }, 'invalid_input');
  });

  it('refuses one who asks again and again, and nobody else (row:F6)', async () => {
    const { auditor, finance } = world.company;
    const body = { type: 'image/png', bytes: 9, sha256: 'ab'.repeat(32) };
    for (let asked = 0; asked < 120; asked += 1) await auditor.call(startPictureUpload, { body: { ...body, type: 'image/png' } });
    await expectRefusal(world, startPictureUpload, { body }, { by: auditor }, 'rate_limited');
    await finance.call(startPictureUpload, { body: { ...body, type: 'image/png' } });
  }, 60_000);
});
