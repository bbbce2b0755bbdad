import type { ConnectionSettings } from '@countersign/contracts/connections';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

/** How a connection is kept: its address is a column, since it is looked at by itself. */
export type KeptSettings = Omit<ConnectionSettings, 'baseUrl'> & {
  /** Of a chat: the digest of its address, which is kept sealed; what was approved was approved for one address. */
  readonly addressDigest?: string;
};

export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly settings: KeptSettings;
  readonly sealedSecret: Buffer | null;
  /** SHA-256 of what an approval is bound to: where it goes, and how it says who calls. */
  readonly bindingDigest: string;
  readonly revision: number;
  readonly pausedAt: Date | null;
  readonly changedAt: Date;
}

/** A connection as far as it is named. */
export interface NamedConnection extends Pick<Connection, 'id' | 'name' | 'baseUrl'> {
  readonly kind: string;
}

const COLUMNS = `c.id, c.name, c.base_url as "baseUrl", c.settings, c.sealed_secret as "sealedSecret", c.binding_digest as "bindingDigest", c.revision, c.paused_at as "pausedAt", c.changed_at as "changedAt"`;
const list = { name: 'connections.list', text: `select ${COLUMNS} from app.connections c where c.tenant_id = $1 and ($2::text is null or c.name > $2) order by c.name limit $3` };
const find = { name: 'connections.find', text: `select ${COLUMNS} from app.connections c where c.tenant_id = $1 and c.id = $2` };
const lock = { name: 'connections.lock', text: `select ${COLUMNS} from app.connections c where c.tenant_id = $1 and c.id = $2 for update` };
const listNames = { name: 'connections.list_names', text: `select c.id, c.name, c.base_url as "baseUrl", coalesce(c.settings->>'kind', 'http') as kind from app.connections c where c.tenant_id = $1 and c.id = any ($2::uuid[])` };
const listReplySchemas = { name: 'connections.list_reply_schemas', text: `select c.id, c.settings->'replySchema' as "replySchema" from app.connections c where c.tenant_id = $1 and c.id = any ($2::uuid[])` };
const nameExists = { name: 'connections.name_exists', text: 'select 1 from app.connections c where c.tenant_id = $1 and c.name = $2 and c.id <> $3' };
const insert = {
  name: 'connections.insert',
  text: `with one as (insert into app.connections (tenant_id, id, name, base_url, settings, sealed_secret, binding_digest, revision, paused_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id)
         insert into app.connection_gates (tenant_id, connection_id) select $1, one.id from one returning connection_id`,
};
const update = {
  name: 'connections.update',
  text: `update app.connections set name = $3, base_url = $4, settings = $5, sealed_secret = $6, binding_digest = $7, revision = $8, paused_at = $9, changed_at = $10 where tenant_id = $1 and id = $2`,
};
const listWaiting = {
  name: 'connections.list_waiting',
  text: `select e.id from app.effects e where e.tenant_id = $1 and e.connection_id = $2 and e.state = 'wanted' order by e.wanted_at, e.id`,
};

export class ConnectionRepository {
  constructor(private readonly sql: Sql) {}

  async list({ limit, after }: PageRequest): Promise<PageOf<Connection>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<Connection>(list, [from, limit + 1]), limit, (row) => row.name);
  }

  async find(id: string): Promise<Connection | null> {
    return (await this.sql.rows<Connection>(find, [id]))[0] ?? null;
  }

  async lock(id: string): Promise<Connection | null> {
    return (await this.sql.rows<Connection>(lock, [id]))[0] ?? null;
  }

  /** Those of these connections that there are. */
  async listNames(ids: readonly string[]): Promise<NamedConnection[]> {
    return ids.length === 0 ? [] : this.sql.rows<NamedConnection>(listNames, [ids]);
  }

  /** The shape of answers that was agreed with each of these; null where none was. */
  async listReplySchemas(ids: readonly string[]): Promise<{ readonly id: string; readonly replySchema: Readonly<Record<string, unknown>> | null }[]> {
    return ids.length === 0 ? [] : this.sql.rows<{ id: string; replySchema: Readonly<Record<string, unknown>> | null }>(listReplySchemas, [ids]);
  }

  /** Whether another one than `id` is called so. */
  async nameExists(name: string, id: string): Promise<boolean> {
    return (await this.sql.rows(nameExists, [name, id])).length > 0;
  }

  async insert(connection: Connection): Promise<void> {
    await this.sql.rows(insert, valuesOf(connection));
  }

  async update(connection: Connection): Promise<void> {
    await this.sql.rows(update, valuesOf(connection));
  }

  /** What waits to be carried out through it, the first wanted first. */
  async listWaiting(id: string): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(listWaiting, [id])).map((row) => row.id);
  }
}

const valuesOf = (c: Connection) => [c.id, c.name, c.baseUrl, JSON.stringify(c.settings), c.sealedSecret, c.bindingDigest, c.revision, c.pausedAt, c.changedAt];
