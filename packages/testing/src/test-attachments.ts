import { checkAttachment, startAttachmentUpload, type AttachmentType } from '@countersign/contracts/attachments';
import { createHash, randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Person } from './people.js';
import { onePicture } from './test-pictures.js';

/** A file as somebody chooses it. */
export interface TestFile {
  readonly name: string;
  readonly type: AttachmentType;
  readonly bytes: Buffer;
}

const office = 'application/vnd.openxmlformats-officedocument';

/** A real file of each type that can be attached, another one each time. */
export async function oneOfEach(): Promise<TestFile[]> {
  return [
    onePdf(),
    { name: 'plan.png', type: 'image/png', bytes: await onePicture('png') },
    { name: 'photo.jpg', type: 'image/jpeg', bytes: await onePicture('jpeg') },
    { name: 'scan.webp', type: 'image/webp', bytes: await onePicture('webp') },
    { name: 'prices.csv', type: 'text/csv', bytes: Buffer.from(`what,price\r\nLamp ${randomUUID()},12.00\r\n`) },
    { name: 'Überlegung – 说明.txt', type: 'text/plain', bytes: Buffer.from(`Grüße, ${randomUUID()}\n`) },
    { name: 'sums.xlsx', type: `${office}.spreadsheetml.sheet`, bytes: officeFile('xl/workbook.xml', `${office}.spreadsheetml.sheet.main+xml`) },
    { name: 'letter.docx', type: `${office}.wordprocessingml.document`, bytes: officeFile('word/document.xml', `${office}.wordprocessingml.document.main+xml`) },
  ];
}

export const onePdf = (name = 'offer.pdf'): TestFile => ({ name, type: 'application/pdf', bytes: Buffer.from(`%PDF-1.4\n% ${randomUUID()}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`) });

/** An office document whose main part is of that type. */
export const officeFile = (part: string, contentType: string): Buffer =>
  zipOf([['[Content_Types].xml', `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${contentType}"/></Types>`], [part, `<x id="${randomUUID()}"/>`]]);

/** An archive of these files, stored as they are (APPNOTE.TXT of the ZIP format, 4.3). */
export function zipOf(files: readonly (readonly [string, string])[]): Buffer {
  const parts: Buffer[] = [];
  const index: Buffer[] = [];
  let at = 0;
  for (const [path, text] of files) {
    const [name, bytes] = [Buffer.from(path), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\u0003\u0004'), common, name, bytes);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(at, 10);
    index.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), common, entry.subarray(2), name);
    at += 30 + name.length + bytes.length;
  }
  const listed = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\u0005\u0006'), end]);
}

export const announcedFile = ({ name, type, bytes }: TestFile) => ({ name, type, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });

/** Announces a file and puts its bytes where its person is told to; not looked at yet. */
export async function putFile(baseUrl: string, by: Person, file: TestFile = onePdf()): Promise<string> {
  const { attachmentId, url, headers } = await by.call(startAttachmentUpload, { body: announcedFile(file) });
  const { status } = await fetch(new URL(url, baseUrl), { method: 'PUT', headers, body: new Uint8Array(file.bytes) });
  if (status !== 200) throw new Error(`the bytes were not taken: ${status}`);
  return attachmentId;
}

/** The same, ready to be part of a request. */
export async function attachFile(baseUrl: string, by: Person, file: TestFile = onePdf()): Promise<string> {
  const attachmentId = await putFile(baseUrl, by, file);
  await by.call(checkAttachment, { params: { attachmentId } });
  return attachmentId;
}
