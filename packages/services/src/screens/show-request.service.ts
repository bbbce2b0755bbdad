import type { RequestScreen, showRequest } from '@countersign/contracts/screens';
import { actorOf, type Call, type House } from '../platform/index.js';
import { findReadable } from '../requests/index.js';
import { clockIn, summaryOfWaiting } from '../tasks/index.js';
import { sheetOf } from './request-sheet.part.js';
import { frameCounting, withPictures } from './screen-frame.part.js';

export class ShowRequestService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showRequest>): Promise<RequestScreen> {
    const actor = actorOf(call.caller);
    const now = this.house.now();
    return this.house.tenancy.read(actor, async (tx) => {
      const file = await findReadable(tx, actor, call.input.query.requestId);
      const { frame, waiting: { clock } } = await frameCounting(tx, actor, now, async (timeZone) => ({ clock: clockIn(timeZone, now), ...(await summaryOfWaiting(tx, actor)) }));
      return withPictures(tx, { ...frame, data: await sheetOf(tx, actor, file, clock) });
    });
  }
}
