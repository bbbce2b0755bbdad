import type { Company } from './company.js';
import type { TestDatabase } from './test-database.js';

/** An approved request for each state, and its delivery as a worker would leave it behind: the ids of the deliveries, the first wanted first. */
export async function sentWebhooks(database: TestDatabase, company: Company, states: readonly ('succeeded' | 'failed' | 'parked')[]): Promise<string[]> {
  const ids: string[] = [];
  for (const state of states) {
    const { id } = await company.submit({ title: 'Small', amount: { amount: '10.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
    const [row] = await database.look<{ id: string }>(
      `with done as (update app.effects set state = $2, attempts = 1, ended_at = now() where request_id = $1 returning *)
       insert into app.webhook_deliveries (tenant_id, id, effect_id, request_id, endpoint_id, event, state, created_at, delivered_at)
       select tenant_id, gen_random_uuid(), id, request_id, endpoint_id, event, case when state = 'succeeded' then 'delivered' else 'failed' end, wanted_at, case when state = 'succeeded' then now() end from done returning id`,
      [id, state],
    );
    ids.push(row?.id ?? '');
  }
  return ids;
}
