import { fromHoldersOf } from '../members/role.repository.js';
import type { Sql } from '../platform/sql.js';

/** How an endpoint has fared since something arrived there last. */
export interface FailingEndpoint {
  readonly name: string;
  readonly state: string;
  readonly failingSince: Date;
  readonly failedAttempts: number;
}

/** An effect that waits for its endpoint, and how long it would have to wait for its next attempt besides. */
export interface HeldEffect {
  readonly id: string;
  readonly delayMs: number;
}

/** An effect that begins to wait. */
export interface NewlyHeld {
  readonly requestId: string;
  readonly requestNumber: number;
  readonly causeId: string;
}

const update = { name: 'endpoint_states.update', text: 'update app.webhook_endpoints set name = $3, url = $4, api_version = $5 where tenant_id = $1 and id = $2' };
const setState = {
  name: 'endpoint_states.set',
  text: 'update app.webhook_endpoints set state = $3, state_at = $4, state_because = $5, failing_since = null, failed_attempts = 0 where tenant_id = $1 and id = $2',
};
const disable = { name: 'endpoint_states.disable', text: `update app.webhook_endpoints set state = 'disabled', state_at = $3, state_because = $4 where tenant_id = $1 and id = $2` };
const noteArrival = { name: 'endpoint_states.note_arrival', text: 'update app.webhook_endpoints set failing_since = null, failed_attempts = 0 where tenant_id = $1 and id = $2 and failed_attempts > 0' };
const noteFailure = {
  name: 'endpoint_states.note_failure',
  text: `update app.webhook_endpoints set failing_since = coalesce(failing_since, $3), failed_attempts = failed_attempts + 1 where tenant_id = $1 and id = $2
         returning name, state, failing_since as "failingSince", failed_attempts as "failedAttempts"`,
};
const openHeld = {
  name: 'endpoint_states.open_held',
  text: `insert into app.webhook_deliveries (tenant_id, id, effect_id, request_id, endpoint_id, event, state, created_at)
         select $1, $3, e.id, e.request_id, e.endpoint_id, e.event, 'pending', e.wanted_at from app.effects e where e.tenant_id = $1 and e.id = $2
         on conflict (tenant_id, effect_id) do nothing`,
};
const hold = {
  name: 'endpoint_states.hold',
  text: `update app.effects e set last_problem = $3 where e.tenant_id = $1 and e.id = $2 and e.state = 'wanted' and e.last_problem is distinct from $3
         returning e.request_id as "requestId", e.cause_id as "causeId", (select q.number::int from app.requests q where q.tenant_id = $1 and q.id = e.request_id) as "requestNumber"`,
};
// Those under way too: one whose worker died waits for nobody else. One that is being sent says "busy", and is looked at again.
const listHeld = {
  name: 'endpoint_states.list_held',
  text: `select e.id, greatest(0, coalesce(ceil(extract(epoch from e.next_attempt_at - now()) * 1000), 0))::float8 as "delayMs" from app.effects e
          where e.tenant_id = $1 and e.endpoint_id = $2 and e.state in ('wanted', 'running') and ($3::uuid is null or e.id > $3) order by e.id limit $4`,
};
const FROM_DEFINERS = fromHoldersOf('webhook_endpoint.define');
const listHolders = {
  name: 'endpoint_states.list_definers',
  text: `select distinct mr.member_id as id ${FROM_DEFINERS}`,
};

/** Whether an endpoint takes webhooks, and what waits while it does not. */
export class EndpointStateRepository {
  constructor(private readonly sql: Sql) {}

  update(id: string, to: { readonly name: string; readonly url: string; readonly apiVersion: string }): void {
    this.sql.defer(update, [id, to.name, to.url, to.apiVersion]);
  }

  /** Puts off pausing an endpoint, or making it active again; how it fared before counts no more. */
  set(id: string, state: 'active' | 'paused', at: Date): void {
    this.sql.defer(setState, [id, state, at, null]);
  }

  disable(id: string, because: string, at: Date): void {
    this.sql.defer(disable, [id, at, because]);
  }

  /** Puts off noting that something arrived. */
  noteArrival(id: string): void {
    this.sql.defer(noteArrival, [id]);
  }

  async noteFailure(id: string, at: Date): Promise<FailingEndpoint> {
    const row = (await this.sql.rows<FailingEndpoint>(noteFailure, [id, at]))[0];
    if (!row) throw new Error('an effect has its endpoint');
    return row;
  }

  /** Leaves an effect to wait for its endpoint, seen as a delivery; null where it waits for that already. */
  async hold(effectId: string, deliveryId: string, because: string): Promise<NewlyHeld | null> {
    const [, held] = await Promise.all([this.sql.rows(openHeld, [effectId, deliveryId]), this.sql.rows<NewlyHeld>(hold, [effectId, because])]);
    return held[0] ?? null;
  }

  /** Everything that waits at an endpoint, the first wanted first. */
  listHeld(endpointId: string, after: string | null, limit: number): Promise<HeldEffect[]> {
    return this.sql.rows<HeldEffect>(listHeld, [endpointId, after, limit]);
  }

  /** Who may say where events are sent. */
  async listDefiners(): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(listHolders)).map(({ id }) => id);
  }
}
