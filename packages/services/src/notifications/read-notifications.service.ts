import type { readNotifications } from '@countersign/contracts/notifications';
import { Refusal } from '@countersign/contracts/platform';
import { actorOf, change, type Call, type House } from '../platform/index.js';

/** Marks what one was told as read. What is not one's own is passed over; where nothing is, there is nothing here. */
export class ReadNotificationsService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof readNotifications>) {
    const actor = actorOf(call.caller);
    return change(this.house, call, actor, async (tx, record, at) => {
      const readIds = await tx.notifications.markRead(actor.memberId, call.input.body.notificationIds, at);
      if (readIds.length === 0) throw new Refusal('not_found');
      const receipt = record.act({ action: call.operation.auditAction ?? '', subject: { kind: 'member', id: actor.memberId, label: 'member' }, after: { notificationIds: readIds } });
      return { readIds, receipt };
    });
  }
}
