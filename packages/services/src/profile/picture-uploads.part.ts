import type { pictureTypes } from '@countersign/contracts/profile';
import { Refusal } from '@countersign/contracts/platform';
import { createHash } from 'node:crypto';
import type { IdentityHouse } from '../identity/index.js';
import type { FileStore } from '../platform/index.js';
import { makePicture, unusable, type MadePicture } from './make-picture.part.js';

export interface Upload {
  readonly id: string;
  readonly mediaType: (typeof pictureTypes)[number];
  readonly bytes: number;
  readonly sha256: string;
}

export const uploadKey = (id: string) => `uploads/${id}`;
export const pictureKey = (id: string) => `pictures/${id}`;

const find = { name: 'profile.find_upload', text: 'select id, media_type as "mediaType", bytes, sha256 from identity.picture_upload where id = $1 and user_id = $2' };

/** The picture made of an upload, kept under the upload's id. Somebody else's upload is none. */
export async function pictureOfUpload({ identityPool, files }: IdentityHouse, userId: string, uploadId: string): Promise<MadePicture> {
  const upload = (await identityPool.query<Upload>({ ...find, values: [uploadId, userId] })).rows[0];
  if (!upload) throw new Refusal('not_found', { detail: 'You have no such upload.' });
  // Read once: what is checked is what is decoded, and what is decoded is what is kept.
  const bytes = await readWhole(files, upload);
  const made = await makePicture(bytes, upload.mediaType);
  await files.write(pictureKey(upload.id), made.bytes, 'image/webp');
  return made;
}

async function readWhole(files: FileStore, upload: Upload): Promise<Buffer> {
  const file = await files.open(uploadKey(upload.id));
  if (!file) throw new Refusal('upload_missing', { detail: 'No bytes have arrived at the address that you were given. Put them there, or start anew.' });
  if (file.length !== upload.bytes) {
    file.bytes.destroy();
    throw unusable('The bytes are not those that were announced.');
  }
  const bytes = Buffer.concat((await file.bytes.toArray()) as Buffer[]);
  if (createHash('sha256').update(bytes).digest('hex') !== upload.sha256) throw unusable('The bytes are not those that were announced.');
  return bytes;
}
