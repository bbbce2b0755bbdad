import type { showWebhookSources, WebhookSourcesScreen } from '@countersign/contracts/screens';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { may } from '../roles/index.js';
import { sourcePath } from '../webhook-sources/index.js';
import { frameOf } from './screen-frame.part.js';

/** More than a row can say. */
const countedMax = 1000;

/** Where other systems send messages, and how that fares. */
export class ShowWebhookSourcesService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showWebhookSources>): Promise<WebhookSourcesScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const [frame, page] = await Promise.all([frameOf(tx, actor, this.house.now()), tx.webhookSources.list(pageOfQuery(call.input.query))]);
      const overviews = new Map((await tx.webhookSources.listOverviews(page.items.map(({ id }) => id), countedMax)).map((each) => [each.id, each]));
      const items = page.items.map(({ id, name, pausedAt }) => {
        const of = overviews.get(id);
        const lastMessage = of?.lastAt && of.lastState ? { receivedAt: of.lastAt.toISOString(), type: of.lastType, state: of.lastState } : null;
        return { id, name, path: sourcePath(id), pausedAt: pausedAt?.toISOString() ?? null, lastMessage, waiting: of?.waiting ?? 0, dead: of?.dead ?? 0 };
      });
      return { ...frame, data: { sources: { items, nextCursor: page.nextCursor }, define: may(actor, 'webhook_source.define') } };
    });
  }
}
