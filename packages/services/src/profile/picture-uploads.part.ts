import type { pictureTypes } from '@countersign/contracts/profile';
import { Refusal } from '@countersign/contracts/platform';
import { createHash } from 'node:crypto';
import { limitTries, type IdentityHouse } from '../identity/index.js';
import type { FileStore } from '../platform/index.js';
import { makePicture, unusable, type MadePicture } from './make-picture.part.js';

export interface Upload {
  readonly id: string;
  readonly mediaType: (typeof pictureTypes)[number];
  readonly bytes: number;
  readonly sha256: string;
}

export type PictureOfUpload = Pick<MadePicture, 'colour'>;

export const uploadKey = (id: string) => `uploads/${id}`;
export const pictureKey = (id: string) => `pictures/${id}`;

// A picture that was made a moment ago is taken as it is. Of an older one the worker may be removing the bytes, so it is made anew.
const find = {
  name: 'profile.find_upload',
  text: `select u.id, u.media_type as "mediaType", u.bytes, u.sha256, p.colour as "madeColour"
    from identity.picture_upload u left join identity.picture p on p.id = u.id and p.user_id = u.user_id and p.made_at > now() - interval '10 minutes'
    where u.id = $1 and u.user_id = $2`,
};

/** What is being made, by upload: who asks for the same meanwhile gets the same, and it is decoded once. */
const underWay = new Map<string, Promise<PictureOfUpload>>();

/** The picture made of an upload, kept under the upload's id. Somebody else's upload is none. */
export async function pictureOfUpload({ identityPool, files, settings }: IdentityHouse, userId: string, uploadId: string): Promise<PictureOfUpload> {
  const upload = (await identityPool.query<Upload & { readonly madeColour: string | null }>({ ...find, values: [uploadId, userId] })).rows[0];
  if (!upload) throw new Refusal('not_found', { detail: 'You have no such upload.' });
  await limitTries(identityPool, 'pictures', userId, settings.limits.picturesPerUser);
  if (upload.madeColour !== null) return { colour: upload.madeColour };
  const making = underWay.get(uploadId) ?? makeOf(files, userId, upload).finally(() => underWay.delete(uploadId));
  underWay.set(uploadId, making);
  return making;
}

async function makeOf(files: FileStore, userId: string, upload: Upload): Promise<PictureOfUpload> {
  // Read once: what is checked is what is decoded, and what is decoded is what is kept.
  const bytes = await readWhole(files, upload);
  const made = await makePicture(bytes, upload.mediaType, userId);
  await files.write(pictureKey(upload.id), made.bytes, 'image/webp');
  return { colour: made.colour };
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
