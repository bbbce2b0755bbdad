import type { listRequestTypes } from '@countersign/contracts/request-types';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { versionViewOf } from './new-version.part.js';

export class ListRequestTypesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listRequestTypes>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const page = await tx.requestTypes.list(pageOfQuery(call.input.query));
      return { items: page.items.map(({ id, name, description, latest }) => ({ id, name, description, latestVersion: versionViewOf(latest) })), nextCursor: page.nextCursor };
    });
  }
}
