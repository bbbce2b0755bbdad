import type { listConnections } from '@countersign/contracts/connections';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { connectionViewOf } from './view-connection.part.js';

export class ListConnectionsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof listConnections>) {
    return this.house.tenancy.read(actorOf(call.caller), async (tx) => {
      const { items, nextCursor } = await tx.connections.list(pageOfQuery(call.input.query));
      return { items: items.map(connectionViewOf), nextCursor };
    });
  }
}
