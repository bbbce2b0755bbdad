import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkAttachment, startAttachmentUpload } from '@countersign/contracts/attachments';
import { announcedFile, expectRefusal, holdsItsContract, officeFile, oneOfEach, onePdf, openHttpWorld, putFile, zipOf, type HttpWorld, type TestFile } from '@countersign/testing';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

holdsItsContract({ operation: checkAttachment, world: () => world, ready: async () => ({ by: world.company.requester, input: { params: { attachmentId: await putFile(world.api.baseUrl, world.company.requester) } } }) });

describe('201', () => {
  it('takes a real file of each type, with the hash of the bytes that are kept, and says the same when it is asked again (row:F5 row:A8)', async () => {
    const { company, api } = world;
    for (const file of await oneOfEach()) {
      const attachmentId = await putFile(api.baseUrl, company.requester, file);
      const { attachment } = await company.requester.call(checkAttachment, { params: { attachmentId } });
      const { name, type, bytes, sha256 } = announcedFile(file);
      expect(attachment).toEqual({ id: attachmentId, name, mediaType: type, bytes, sha256 });
      expect((await company.requester.call(checkAttachment, { params: { attachmentId } })).attachment).toEqual(attachment);
    }
  });
});

describe('404', () => {
  it("knows nobody else's file, a colleague's neither (row:F1 row:F2)", async () => {
    const attachmentId = await putFile(world.api.baseUrl, world.company.requester);
    for (const by of [world.company.admin, world.foreigner]) await expectRefusal(world, checkAttachment, { params: { attachmentId } }, { by }, 'not_found');
  });
});

describe('409', () => {
  it('says that nothing has arrived where nothing has (row:F5)', async () => {
    const { attachmentId } = await world.company.requester.call(startAttachmentUpload, { body: announcedFile(onePdf()) });
    await expectRefusal(world, checkAttachment, { params: { attachmentId } }, { by: world.company.requester }, 'upload_missing');
  });
});

describe('422', () => {
  const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const pretended: readonly (readonly [string, TestFile['type'], Buffer])[] = [
    ['a program as a PDF', 'application/pdf', Buffer.from(`MZ${'\u0000'.repeat(200)}`)],
    ['a page as a PDF', 'application/pdf', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a PDF as a picture', 'image/png', onePdf().bytes],
    ['an archive as a Word document', docx, zipOf([['a.txt', 'a'], ['run.exe', 'MZ']])],
    ['a table as a Word document', docx, officeFile('xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml')],
    ['a document with macros', docx, officeFile('word/document.xml', 'application/vnd.ms-word.document.macroEnabled.main+xml')],
    ['bytes that are no text, as text', 'text/plain', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x81])],
    ['a program without marks, as a table', 'text/csv', Buffer.from('a,b\u0000\u0001\u0002')],
    ['a PDF as text', 'text/plain', onePdf().bytes],
  ];
  it.each(pretended)('does not take %s (row:F5)', async (_what, type, bytes) => {
    const { company, api } = world;
    const attachmentId = await putFile(api.baseUrl, company.requester, { name: 'something', type, bytes });
    await expectRefusal(world, checkAttachment, { params: { attachmentId } }, { by: company.requester }, 'attachment_unusable');
  });
});
