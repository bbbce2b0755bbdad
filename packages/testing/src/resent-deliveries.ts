import { resendWebhookDelivery } from '@countersign/contracts/webhooks';
import type { Person } from './people.js';
import type { TestDatabase } from './test-database.js';

/** A delivery of an effect that has arrived, as the worker would leave it behind; and a replay of it. */
export async function deliveredAndResent(database: TestDatabase, admin: Person, effectId: string): Promise<{ delivery: string; replay: string }> {
  const [row] = await database.look<{ id: string }>(
    `with done as (update app.effects set state = 'succeeded', attempts = 1, ended_at = now() where id = $1 returning *)
     insert into app.webhook_deliveries (tenant_id, id, effect_id, request_id, endpoint_id, event, state, created_at, delivered_at)
     select tenant_id, gen_random_uuid(), id, request_id, endpoint_id, event, 'delivered', wanted_at, now() from done returning id`,
    [effectId],
  );
  const delivery = row?.id ?? '';
  return { delivery, replay: (await admin.call(resendWebhookDelivery, { params: { deliveryId: delivery } })).replayId };
}
