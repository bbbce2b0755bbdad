import { pictureBytesMax, type startPictureUpload } from '@countersign/contracts/profile';
import { limitTries, type IdentityHouse } from '../identity/index.js';
import { actorOf, change, newId, sessionOf, type Call } from '../platform/index.js';
import { uploadKey } from './picture-uploads.part.js';

const lastsMs = 10 * 60_000;
/** So many addresses an hour: what is never made a picture stays for an hour or two. */
const uploadsPerUser = { max: 120, windowSeconds: 3600 };

/** Announces the bytes of a picture and gives out an address that takes them. */
export class StartPictureUploadService {
  constructor(private readonly house: IdentityHouse) {}

  async run(call: Call<typeof startPictureUpload>) {
    const { files, identityPool } = this.house;
    const { userId } = sessionOf(call.caller);
    const actor = actorOf(call.caller);
    await limitTries(identityPool, 'picture uploads', userId, uploadsPerUser);
    const { type, bytes, sha256 } = call.input.body;
    const uploadId = newId();
    const expiresAt = new Date(this.house.now().getTime() + lastsMs);
    const presigned = await files.presignPut({ key: uploadKey(uploadId), mediaType: type, bytes, sha256, expiresAt });
    return change(this.house, call, actor, async (tx, record) => {
      await tx.entry.announceUpload(userId, { id: uploadId, mediaType: type, bytes, sha256, expiresAt });
      record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'picture', id: uploadId, label: 'picture' }, after: { type, bytes, sha256 } });
      return { uploadId, method: 'PUT' as const, ...presigned, headers: { ...presigned.headers }, maxBytes: Math.min(bytes, pictureBytesMax), expiresAt: expiresAt.toISOString() };
    });
  }
}
