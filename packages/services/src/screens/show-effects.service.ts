import type { EffectsScreen, showEffects } from '@countersign/contracts/screens';
import { attemptsMaxOf, effectRowViewOf, repairsViewOf } from '../effects/index.js';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { frameOf } from './screen-frame.part.js';

/** Effects of all requests, by what becomes of them. */
export class ShowEffectsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showEffects>): Promise<EffectsScreen> {
    const actor = actorOf(call.caller);
    const { group = 'needs_person', connectionId = null, ...query } = call.input.query;
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, { counts, needy }, page, connections, last] = await Promise.all([
        frameOf(tx, actor, this.house.now()), tx.effectList.countGroups(connectionId), tx.effectList.list({ group, connectionId }, pageOfQuery(query)), tx.connectionOverviews.listNamed(), tx.effectRepairs.findLast(),
      ]);
      const items = page.items.map((row) => ({ ...effectRowViewOf(row, actor), attemptsMax: attemptsMaxOf(this.house, row) }));
      return { ...frame, data: { group, counts, needy, effects: { items, nextCursor: page.nextCursor }, connections, repairMany: may(actor, 'effect.repair'), lastRepairs: last && repairsViewOf(last) } };
    });
  }
}
