import pg from 'pg';
import { Grower } from './grow-tenant.js';

/** Makes so many effects of a company wait, past the product: copies of a request that was approved, each with its job as the product enqueues it. Returns how many. */
export async function makeEffectsWait(adminUrl: string, requestId: string, count: number): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows: [example] } = await client.query<{ tenantId: string; runId: string }>('select tenant_id as "tenantId", id as "runId" from app.runs where request_id = $1', [requestId]);
    if (!example) throw new Error('the example is there');
    const grower = await Grower.open(client);
    await grower.addRequests({ ...example, requestId }, count);
    const others = [example.tenantId, requestId];
    await client.query('delete from app.delivery_attempts a using app.webhook_deliveries d where a.tenant_id = $1 and d.tenant_id = $1 and d.id = a.delivery_id and d.request_id <> $2::uuid', others);
    await client.query('delete from app.webhook_deliveries d where d.tenant_id = $1 and d.request_id <> $2::uuid', others);
    await client.query("update app.effects e set state = 'wanted', attempts = 0, lease_until = null, ended_at = null, last_problem = null, payload = replace(e.payload, $2::text, e.request_id::text) where e.tenant_id = $1 and e.request_id <> $2::text::uuid", others);
    await client.query("update app.effects e set payload_digest = encode(sha256(convert_to(e.payload, 'UTF8')), 'hex') where e.tenant_id = $1", [example.tenantId]);
    await client.query('vacuum analyze app.effects');
    await client.query('begin');
    await client.query('select app.enter_tenant($1)', [example.tenantId]);
    const { rowCount } = await client.query("select app.enqueue($1, 'effects', jsonb_build_object('effectId', e.id), 0) from app.effects e where e.tenant_id = $1 and e.request_id <> $2::uuid", others);
    await client.query('commit');
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

/** How many effects of the company of a request wait or are under way. */
export async function countWaiting(adminUrl: string, requestId: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows: [row] } = await client.query<{ count: string }>("select count(*) from app.effects e where e.tenant_id = (select tenant_id from app.requests where id = $1) and e.state in ('wanted', 'running')", [requestId]);
  await client.end();
  return Number(row?.count ?? 0);
}
