import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachmentBytesMax, startAttachmentUpload } from '@countersign/contracts/attachments';
import { announcedFile, expectRefusal, holdsItsContract, onePdf, openHttpWorld, type HttpWorld } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: startAttachmentUpload, world: () => world, ready: () => ({ by: world.company.requester, input: { body: announcedFile(onePdf()) } }) });

describe('201', () => {
  it('gives an address that takes those very bytes and no others, nor of another type or longer (row:F5)', async () => {
    const { company, api } = world;
    const file = onePdf();
    const { url, headers } = await company.requester.call(startAttachmentUpload, { body: announcedFile(file) });
    const put = async (bytes: Buffer, type = 'application/pdf') => (await fetch(new URL(url, api.baseUrl), { method: 'PUT', headers: { ...headers, 'content-type': type }, body: new Uint8Array(bytes) })).status;
    expect(await put(Buffer.from(file.bytes).fill(65, 20, 30))).toBe(403);
    expect(await put(Buffer.concat([file.bytes, Buffer.from('x')]))).toBe(413);
    expect(await put(file.bytes, 'image/png')).toBe(415);
    expect(await put(file.bytes, 'text/html')).toBe(415);
    expect([await put(file.bytes), await put(file.bytes)]).toEqual([200, 200]);
  });
});

describe('422', () => {
  it('takes the listed types only, up to 25 MiB, under a name that can be shown (row:F5 row:F6)', async () => {
    const by = world.company.requester;
    const fits = announcedFile(onePdf());
    for (const wrong of [{ type: 'application/zip' }, { type: 'text/html' }, { type: 'image/svg+xml' }, { bytes: 0 }, { bytes: attachmentBytesMax + 1 }, { name: 'a\u202efdp.exe' }, { name: ' ' }]) await expectRefusal(world, startAttachmentUpload, { body: { ...fits, ...wrong } }, { by }, 'invalid_input');
    await expect(by.call(startAttachmentUpload, { body: { ...fits, bytes: attachmentBytesMax } })).resolves.toBeDefined();
  });
});
