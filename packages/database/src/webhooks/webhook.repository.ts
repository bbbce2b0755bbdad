import type { ApiVersion } from '@countersign/contracts/platform';
import { nameCursor, pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

export interface EndpointRow {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly createdAt: Date;
  readonly state: string;
  readonly stateAt: Date | null;
  readonly stateBecause: string | null;
  /** Since when, and how often in a row, every attempt has failed. */
  readonly failingSince: Date | null;
  readonly failedAttempts: number;
  /** In which version it is told what it is told. */
  readonly apiVersion: ApiVersion;
}

export interface EndpointHealthRow extends EndpointRow {
  readonly health: { readonly delivered: number; readonly pending: number; readonly failed: number };
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
  /** What its endpoint is instead of active, where it waits for that. */
  readonly heldBy: string | null;
  readonly nextAttemptAt: Date | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
  readonly attempts: { readonly number: number; readonly startedAt: string; readonly durationMs: number; readonly status: number | null; readonly problem: string | null }[];
}

const ENDPOINT = 'w.id, w.name, w.url, w.created_at as "createdAt", w.state, w.state_at as "stateAt", w.state_because as "stateBecause", w.failing_since as "failingSince", w.failed_attempts as "failedAttempts", w.api_version as "apiVersion"';
const HEALTH = `(select jsonb_build_object('delivered', count(*) filter (where d.state = 'delivered'), 'pending', count(*) filter (where d.state in ('pending', 'sending')), 'failed', count(*) filter (where d.state = 'failed'))
                   from app.webhook_deliveries d where d.tenant_id = $1 and d.endpoint_id = w.id and d.created_at >= $2) as health`;
const listEndpoints = {
  name: 'webhooks.list_endpoints',
  text: `select ${ENDPOINT} from app.webhook_endpoints w where w.tenant_id = $1 and ($2::text is null or w.name > $2) order by w.name limit $3`,
};
const listWithHealth = {
  name: 'webhooks.list_with_health',
  text: `select ${ENDPOINT}, ${HEALTH} from app.webhook_endpoints w where w.tenant_id = $1 and ($3::text is null or w.name > $3) order by w.name limit $4`,
};
const findWithHealth = { name: 'webhooks.find_with_health', text: `select ${ENDPOINT}, ${HEALTH} from app.webhook_endpoints w where w.tenant_id = $1 and w.id = $3` };
const findEndpoint = { name: 'webhooks.find', text: `select ${ENDPOINT} from app.webhook_endpoints w where w.tenant_id = $1 and w.id = $2` };
const lockEndpoint = { name: 'webhooks.lock', text: `select ${ENDPOINT} from app.webhook_endpoints w where w.tenant_id = $1 and w.id = $2 for update` };
const listNames = { name: 'webhooks.list_names', text: 'select w.id, w.name from app.webhook_endpoints w where w.tenant_id = $1 and w.id = any($2)' };
const DELIVERY = `
  select d.id, d.endpoint_id as "endpointId", w.name as "endpointName", w.url as "endpointUrl", d.effect_id as "effectId", d.request_id as "requestId", q.number::int as "requestNumber",
         d.event, d.state, case when d.state = 'pending' and w.state <> 'active' then w.state end as "heldBy", d.next_attempt_at as "nextAttemptAt", d.created_at as "createdAt", d.delivered_at as "deliveredAt",
         coalesce((select jsonb_agg(jsonb_build_object('number', a.number, 'startedAt', a.started_at, 'durationMs', a.duration_ms, 'status', a.status, 'problem', a.problem) order by a.number)
                     from app.delivery_attempts a where a.tenant_id = $1 and a.delivery_id = d.id), '[]') as attempts
    from app.webhook_deliveries d
    join app.webhook_endpoints w on w.tenant_id = $1 and w.id = d.endpoint_id
    join app.requests q on q.tenant_id = $1 and q.id = d.request_id
   where d.tenant_id = $1`;
const listDeliveries = {
  name: 'webhooks.list_deliveries',
  text: `${DELIVERY}
     and ($2::uuid is null or d.request_id = $2) and ($3::uuid is null or d.id < $3)
   order by d.id desc limit $4`,
};
// By the endpoint's own index: with "or" in one statement, everything that the company sent would be read.
const listDeliveriesOf = {
  name: 'webhooks.list_deliveries_of',
  text: `${DELIVERY}
     and d.endpoint_id = $2 and ($3::uuid is null or d.id < $3)
   order by d.id desc limit $4`,
};

export class WebhookRepository {
  constructor(private readonly sql: Sql) {}

  async insertEndpoint(endpoint: { id: string; name: string; url: string; createdAt: Date; apiVersion: ApiVersion }): Promise<void> {
    await this.sql.repository(WebhookEndpoint).insert({ ...endpoint, tenantId: this.sql.tenantId });
  }

  async nameExists(name: string): Promise<boolean> {
    return this.sql.repository(WebhookEndpoint).existsBy({ tenantId: this.sql.tenantId, name });
  }

  async find(id: string): Promise<EndpointRow | null> {
    return (await this.sql.rows<EndpointRow>(findEndpoint, [id]))[0] ?? null;
  }

  /** An endpoint that somebody is about to change. */
  async lock(id: string): Promise<EndpointRow | null> {
    return (await this.sql.rows<EndpointRow>(lockEndpoint, [id]))[0] ?? null;
  }

  /** Those of these endpoints that there are. */
  async listNames(ids: readonly string[]): Promise<{ id: string; name: string }[]> {
    return ids.length === 0 ? [] : this.sql.rows<{ id: string; name: string }>(listNames, [ids]);
  }

  async listEndpoints({ limit, after }: PageRequest): Promise<PageOf<EndpointRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<EndpointRow>(listEndpoints, [from, limit + 1]), limit, (row) => row.name);
  }

  /** The same with how each fares, by what was wanted since an instant. */
  async listWithHealth(since: Date, { limit, after }: PageRequest): Promise<PageOf<EndpointHealthRow>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<EndpointHealthRow>(listWithHealth, [since, from, limit + 1]), limit, (row) => row.name);
  }

  async findWithHealth(id: string, since: Date): Promise<EndpointHealthRow | null> {
    return (await this.sql.rows<EndpointHealthRow>(findWithHealth, [since, id]))[0] ?? null;
  }

  async listDeliveriesOf(endpointId: string, { limit, after }: PageRequest): Promise<PageOf<DeliveryRow>> {
    const before = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<DeliveryRow>(listDeliveriesOf, [endpointId, before, limit + 1]), limit, (row) => row.id);
  }

  async listDeliveries(requestId: string | null, { limit, after }: PageRequest): Promise<PageOf<DeliveryRow>> {
    const before = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<DeliveryRow>(listDeliveries, [requestId, before, limit + 1]), limit, (row) => row.id);
  }
}
