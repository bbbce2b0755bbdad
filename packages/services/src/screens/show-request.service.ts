import type { RequestScreen, showRequest } from '@countersign/contracts/screens';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findReadable } from '../requests/index.js';
import { sheetOf, sheetPartsOf } from './request-sheet.part.js';
import { clockedFrameOf, withPictures } from './screen-frame.part.js';

export class ShowRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showRequest>): Promise<RequestScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const { requestId } = call.input.query;
      const [file, { frame, clock }, parts] = await Promise.all([findReadable(tx, actor, requestId), clockedFrameOf(tx, actor, now), sheetPartsOf(tx, actor, requestId)]);
      return withPictures(tx, { ...frame, data: await sheetOf(tx, actor, file, clock, parts) });
    });
  }
}
