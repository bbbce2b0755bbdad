import { signIn } from '@countersign/contracts/identity';
import { startPictureUpload } from '@countersign/contracts/profile';
import { listSessions } from '@countersign/contracts/sessions';
import { createHash, randomInt } from 'node:crypto';
import sharp from 'sharp';
import { testPassword, type Person } from './people.js';

/** A picture of one colour, another one each time. */
export function onePicture(format: 'png' | 'jpeg' | 'webp' = 'png', sidePx = 64): Promise<Buffer> {
  const background = { r: randomInt(256), g: randomInt(256), b: randomInt(256) };
  return sharp({ create: { width: sidePx, height: sidePx, channels: 3, background } }).toFormat(format).toBuffer();
}

export const announced = (bytes: Buffer, type: 'image/png' | 'image/jpeg' | 'image/webp' = 'image/png') => ({ type, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });

/** Puts a picture where its person is told to, and gives the upload's id. */
export async function uploadPicture(baseUrl: string, by: Person, bytes?: Buffer): Promise<string> {
  const content = bytes ?? (await onePicture());
  const { uploadId, url, headers } = await by.call(startPictureUpload, { body: announced(content) });
  const { status } = await fetch(new URL(url, baseUrl), { method: 'PUT', headers, body: new Uint8Array(content) });
  if (status !== 200) throw new Error(`the bytes were not taken: ${status}`);
  return uploadId;
}

/** Signs the same person in once more, and gives the id of the session that this made: not the one that they call with. */
export async function anotherSession(by: Person, elsewhere?: Person): Promise<string> {
  const known = new Set((await by.call(listSessions, {})).items.map(({ id }) => id));
  await (elsewhere ?? by.again()).call(signIn, { body: { email: by.email, password: testPassword } });
  return (await by.call(listSessions, {})).items.find(({ id }) => !known.has(id))?.id ?? '';
}

/** A JPEG as a camera makes it: not square, and with words about itself. */
export const photoThatSays = (words: string): Promise<Buffer> => sharp({ create: { width: 900, height: 300, channels: 3, background: '#204060' } }).withExif({ IFD0: { Copyright: words } }).jpeg().toBuffer();

/** A small file that unfolds to 64 million pixels. */
export const bombPicture = (): Promise<Buffer> => sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#ffffff' } }).png({ compressionLevel: 9 }).toBuffer();

export async function describePicture(bytes: Buffer): Promise<{ readonly format: string; readonly width: number; readonly height: number; readonly hasExif: boolean }> {
  const { format, width, height, exif } = await sharp(bytes).metadata();
  return { format, width, height, hasExif: exif !== undefined };
}
