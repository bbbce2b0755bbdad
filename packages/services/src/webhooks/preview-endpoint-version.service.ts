import { eventAt, eventChangesBetween, eventTypes } from '@countersign/contracts/operations';
import { Refusal } from '@countersign/contracts/platform';
import type { previewEndpointVersion } from '@countersign/contracts/webhooks';
import { actorOf, type Call, type House } from '../platform/index.js';

/** Both versions of each event, side by side. */
export class PreviewEndpointVersionService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof previewEndpointVersion>) {
    const { params: { endpointId }, query: { version: to } } = call.input;
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const endpoint = await tx.webhooks.find(endpointId);
      if (!endpoint) throw new Refusal('not_found');
      const { apiVersion: from } = endpoint;
      const [older, newer] = from < to ? [from, to] : [to, from];
      const events = eventTypes.map((type) => ({ name: type.name, summary: type.summary, before: { ...eventAt(type, from, type.example) }, after: { ...eventAt(type, to, type.example) } }));
      return { from, to, says: eventChangesBetween(older, newer), events };
    });
  }
}
