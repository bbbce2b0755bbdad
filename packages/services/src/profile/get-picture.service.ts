import { Refusal } from '@countersign/contracts/platform';
import type { getPicture } from '@countersign/contracts/profile';
import { actorOf, sessionOf, type Call, type House, type OpenFile } from '../platform/index.js';
import { pictureKey } from './picture-uploads.part.js';

/** An image as it is kept; it never changes. */
export type KeptImage = OpenFile;

/** A picture that a member of the active company shows, or the caller's own. */
export class GetPictureService {
  constructor(private readonly house: House) {}

  async run(call: Call<typeof getPicture>): Promise<KeptImage> {
    const { pictureId } = call.input.params;
    const isSeen = await this.house.tenancy.read(actorOf(call.caller), (tx) => tx.profiles.showsPicture(pictureId));
    // In a company that it has not been copied to yet, its owner sees it already.
    const isOwn = !isSeen && (await this.house.entry.findProfile(sessionOf(call.caller).userId))?.picture?.id === pictureId;
    const file = isSeen || isOwn ? await this.house.files.open(pictureKey(pictureId)) : null;
    if (!file) throw new Refusal('not_found');
    return file;
  }
}
