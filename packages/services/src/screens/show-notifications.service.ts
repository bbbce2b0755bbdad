import { notificationOf } from '../notifications/index.js';
import type { NotificationsScreen, showNotifications } from '@countersign/contracts/screens';
import { visibleRequests } from '@countersign/permissions';
import { actorOf, pageOfQuery, type Call, type House } from '../platform/index.js';
import { frameOf, withPictures } from './screen-frame.part.js';

export class ShowNotificationsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof showNotifications>): Promise<NotificationsScreen> {
    const actor = actorOf(call.caller);
    return this.house.tenancy.read(actor, async (tx) => {
      const frame = await frameOf(tx, actor, this.house.now());
      const page = await tx.notifications.list(actor.memberId, visibleRequests(actor.ability), pageOfQuery(call.input.query));
      return withPictures(tx, { ...frame, data: { rows: page.items.map(notificationOf), nextCursor: page.nextCursor } });
    });
  }
}
