import { STOPPED } from '../effects/effect.repository.js';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import type { KeptSettings } from './connection.repository.js';

/** A connection as it is doing. */
export interface ConnectionOverview {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly auth: KeptSettings['auth'];
  readonly kind: string;
  readonly pausedAt: Date | null;
  /** Calls in a row that the other system did not take. */
  readonly failures: number;
  /** Until when it is left alone; null where it is not, or was. */
  readonly closedUntil: Date | null;
  /** Effects on their way through it, and those that need a person; counted up to a thousand. */
  readonly waiting: number;
  readonly needy: number;
  /** Of one that somebody has to allow first: nobody has yet, or it has ended; null where nothing is lacking. */
  readonly access: 'not_connected' | 'needs_connecting' | null;
}

/** A workflow whose live version calls through a connection. */
export interface ConnectionUse {
  readonly connectionId: string;
  readonly workflow: { readonly id: string; readonly name: string };
}

const COUNTED = `app.effects e where e.tenant_id = $1 and e.connection_id = c.id and e.state in`;
// What was allowed counts for the address and client that it was allowed for, as where it is used.
const ACCESS = `case when c.settings->'auth'->'grant' is not null then
           case when exists (select 1 from app.connection_tokens t where t.tenant_id = $1 and t.connection_id = c.id and t.grant_lost_at is not null) then 'needs_connecting'
                when not exists (select 1 from app.connection_tokens t where t.tenant_id = $1 and t.connection_id = c.id and t.granted_at is not null and t.binding_digest = c.binding_digest) then 'not_connected' end end`;
const OVERVIEW = `c.id, c.name, c.base_url as "baseUrl", c.settings->'auth' as auth, coalesce(c.settings->>'kind', 'http') as kind, c.paused_at as "pausedAt", g.failures, case when g.closed_until > now() then g.closed_until end as "closedUntil",
         (select count(*)::int from (select 1 from ${COUNTED} ('wanted', 'running') limit 1000) counted) as waiting,
         (select count(*)::int from (select 1 from ${COUNTED} ${STOPPED} limit 1000) counted) as needy, ${ACCESS} as access
    from app.connections c join app.connection_gates g on g.tenant_id = $1 and g.connection_id = c.id where c.tenant_id = $1`;
const list = { name: 'connections.overview', text: `select ${OVERVIEW} and ($2::text is null or c.name > $2) order by c.name limit $3` };
const find = { name: 'connections.overview_of_one', text: `select ${OVERVIEW} and c.id = $2` };
const listNamed = { name: 'connections.list_named', text: 'select c.id, c.name from app.connections c where c.tenant_id = $1 order by c.name limit 200' };
// By the outline, which says of each step what it calls.
const listUses = {
  name: 'connections.list_uses',
  text: `select distinct u.id as "connectionId", w.name, jsonb_build_object('id', w.id, 'name', w.name) as workflow
           from app.workflow_versions v join app.workflows w on w.tenant_id = $1 and w.id = v.workflow_id
           cross join lateral jsonb_array_elements(v.outline) s cross join lateral jsonb_array_elements_text(coalesce(s.value->'connectionIds', '[]')) u (id)
          where v.tenant_id = $1 and v.state = 'published' and u.id = any ($2::text[]) order by w.name`,
};

/** Connections as they are looked at: how each is doing, and what uses it. */
export class ConnectionOverviewRepository {
  constructor(private readonly sql: Sql) {}

  async list({ limit, after }: PageRequest): Promise<PageOf<ConnectionOverview>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<ConnectionOverview>(list, [from, limit + 1]), limit, (row) => row.name);
  }

  async find(id: string): Promise<ConnectionOverview | null> {
    return (await this.sql.rows<ConnectionOverview>(find, [id]))[0] ?? null;
  }

  /** To choose from, by name. */
  async listNamed(): Promise<{ id: string; name: string }[]> {
    return this.sql.rows<{ id: string; name: string }>(listNamed, []);
  }

  /** Which live workflows call through these, by the workflow's name. */
  async listUses(ids: readonly string[]): Promise<ConnectionUse[]> {
    return ids.length === 0 ? [] : this.sql.rows<ConnectionUse>(listUses, [ids]);
  }
}
