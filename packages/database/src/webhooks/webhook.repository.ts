import { nameCursor, pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

export interface EndpointRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly createdAt: Date;
}

export interface DeliveryRow {
  readonly id: string;
  readonly endpointId: string;
  readonly endpointName: string;
  readonly endpointUrl: string;
  readonly effectId: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly event: string;
  readonly state: string;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
  readonly attempts: { readonly number: number; readonly startedAt: string; readonly durationMs: number; readonly status: number | null; readonly problem: string | null }[];
}

const listEndpoints = {
  name: 'webhooks.list_endpoints',
  text: 'select w.id, w.name, w.url, w.created_at as "createdAt" from app.webhook_endpoints w where w.tenant_id = $1 and ($2::text is null or w.name > $2) order by w.name limit $3',
};
const listNames = { name: 'webhooks.list_names', text: 'select w.id, w.name from app.webhook_endpoints w where w.tenant_id = $1 and w.id = any($2)' };
const listDeliveries = {
  name: 'webhooks.list_deliveries',
  text: `select d.id, d.endpoint_id as "endpointId", w.name as "endpointName", w.url as "endpointUrl", d.effect_id as "effectId", d.request_id as "requestId", q.number::int as "requestNumber",
         d.event, d.state, d.next_attempt_at as "nextAttemptAt", d.created_at as "createdAt", d.delivered_at as "deliveredAt",
         coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'startedAt', a.started_at, 'durationMs', a.duration_ms, 'status', a.status, 'problem', a.problem) order by a.number)
                     from app.delivery_attempts a where a.tenant_id = $1 and a.delivery_id = d.id), '[]') as attempts
    from app.webhook_deliveries d
    join app.webhook_endpoints w on w.tenant_id = $1 and w.id = d.endpoint_id
    join app.requests q on q.tenant_id = $1 and q.id = d.request_id
   where d.tenant_id = $1 and ($2::uuid is null or d.request_id = $2) and ($3::uuid is null or d.id < $3)
   order by d.id desc limit $4`,
};

export class WebhookRepository {
  constructor(private readonly sql: Sql) {}

  async insertEndpoint(endpoint: { id: string; name: string; url: string; sealedSecret: Buffer; createdAt: Date }): Promise<void> {
    await this.sql.repository(WebhookEndpoint).insert({ ...endpoint, tenantId: this.sql.tenantId });
  }

  async nameExists(name: string): Promise<boolean> {
    return this.sql.repository(WebhookEndpoint).existsBy({ tenantId: this.sql.tenantId, name });
  }

  /** Those of these endpoints that there are. */
  async listNames(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    return ids.length === 0 ? [] : this.sql.rows<{ id: string; name: string }>(listNames, [ids]);
  }

  async listEndpoints({ limit, after }: PageRequest): Promise<PageOf<EndpointRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<EndpointRow>(listEndpoints, [from, limit + 1]), limit, (row) => row.name);
  }

  async listDeliveries(requestId: string | null, { limit, after }: PageRequest): Promise<PageOf<DeliveryRow>> {
    const before = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<DeliveryRow>(listDeliveries, [requestId, before, limit + 1]), limit, (row) => row.id);
  }
}
