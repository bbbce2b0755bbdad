import type { House } from '../platform/index.js';
import { pictureKey, uploadKey } from './picture-uploads.part.js';

/** So long a picture that was replaced stays for screens that still name it, and an upload for a call that is under way. */
const unusedForSeconds = 3600;

/** Removes the bytes of uploads that expired and of pictures that nobody shows. Two at once do no harm: what is gone is gone. */
export class RemoveUnusedPicturesService {
  constructor(private readonly house: House) {}

  async run(forSeconds = unusedForSeconds): Promise<number> {
    const unused = await this.house.entry.listUnusedFiles(forSeconds);
    for (const file of unused) {
      if (file.isUpload) await this.house.files.remove(uploadKey(file.id));
      if (file.isPicture) await this.house.files.remove(pictureKey(file.id));
      // Last: a crash before this finds it again.
      await this.house.entry.forgetFile(file);
    }
    return unused.length;
  }
}
