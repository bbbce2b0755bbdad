import type { ConnectionsScreen, showConnections } from '@countersign/contracts/screens';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { callerWords, healthOf, usesOf } from './connection-words.part.js';
import { frameOf } from './screen-frame.part.js';

/** Other systems that effects call, and how each is doing. */
export class ShowConnectionsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showConnections>): Promise<ConnectionsScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, page] = await Promise.all([frameOf(tx, actor, this.house.now()), tx.connectionOverviews.list(pageOfQuery(call.input.query))]);
      const uses = await tx.connectionOverviews.listUses(page.items.map(({ id }) => id));
      const items = page.items.map((row) => ({ id: row.id, name: row.name, baseUrl: row.baseUrl, caller: callerWords(row.auth, row.kind), health: healthOf(row), uses: usesOf(uses, row.id) }));
      return { ...frame, data: { connections: { items, nextCursor: page.nextCursor }, define: may(actor, 'connection.define') } };
    });
  }
}
