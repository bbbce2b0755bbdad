import { pictureSidePx, type pictureTypes } from '@countersign/contracts/profile';
import { Refusal } from '@countersign/contracts/platform';
import sharp from 'sharp';
import { FairLine } from '../platform/index.js';

export interface MadePicture {
  readonly bytes: Buffer;
  /** Its dominant colour. */
  readonly colour: string;
}
type PictureType = (typeof pictureTypes)[number];

/** More is refused before it is decoded: a small file can unfold to gigabytes. */
const pixelsMax = 4096 * 4096;
const secondsMax = 5;
const formats: Readonly<Record<PictureType, string>> = { 'image/webp': 'webp', 'image/png': 'png', 'image/jpeg': 'jpeg' };

// Each decodes up to 64 MiB; the rest wait, and one person's wait for each other first: many of one keep nobody else waiting for long.
const line = new FairLine(2);

/** Decodes a picture of the type that was announced and writes it anew, square, as WebP, without anything that it carried besides. */
export async function makePicture(bytes: Buffer, type: PictureType, userId: string): Promise<MadePicture> {
  if (typeOf(bytes) !== type) throw unusable('The bytes are not of the type that was announced.');
  return line.run(userId, () => decode(bytes, formats[type]));
}

async function decode(bytes: Buffer, format: string): Promise<MadePicture> {
  try {
    const image = sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 });
    if ((await image.metadata()).format !== format) throw unusable('The bytes are not of the type that was announced.');
    const made = await image.autoOrient().resize(pictureSidePx, pictureSidePx, { fit: 'cover' }).flatten({ background: '#ffffff' }).webp({ quality: 84 }).timeout({ seconds: secondsMax }).toBuffer();
    const { dominant } = await sharp(made).stats();
    return { bytes: made, colour: `#${[dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, '0')).join('')}` };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Whatever the decoder says of bytes that somebody sent is about those bytes; it does not leave the house.
    throw unusable('It cannot be decoded, or it is larger than 4096 by 4096.');
  }
}

export const unusable = (why: string) => new Refusal('picture_unusable', { detail: `${why} Send a WebP, PNG or JPEG. Your picture stays as it was.` });

/** What the first bytes say, before any decoder sees them. */
function typeOf(bytes: Buffer): PictureType | null {
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp';
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  return bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ? 'image/jpeg' : null;
}
