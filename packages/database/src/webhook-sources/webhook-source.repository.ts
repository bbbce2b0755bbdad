import type { MessageState, RefusalReason, SourceSettings } from '@countersign/contracts/webhook-sources';
import { nameCursor, pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

/** In base64 as it was sealed; instants as text. The newest first. */
export interface SealedSecret {
  readonly sealed: string;
  readonly createdAt: string;
  readonly validUntil: string | null;
}

/** How a source is kept: its requester is a column, since it is a member. */
export type KeptSourceSettings = Omit<SourceSettings, 'requesterId'>;

export interface WebhookSource {
  readonly id: string;
  readonly name: string;
  readonly settings: KeptSourceSettings;
  readonly requesterId: string | null;
  readonly secrets: readonly SealedSecret[];
  readonly revision: number;
  readonly pausedAt: Date | null;
  readonly changedAt: Date;
}

/** What a list says of a source besides what it is. */
export interface SourceOverview {
  readonly id: string;
  readonly lastAt: Date | null;
  readonly lastType: string | null;
  readonly lastState: MessageState | null;
  readonly waiting: number;
  readonly dead: number;
}

/** Why a source refused a message, and when it last did. */
export interface SourceRefusal {
  readonly reason: RefusalReason;
  readonly lastAt: Date;
}

const COLUMNS = `s.id, s.name, s.settings, s.requester_id as "requesterId", s.secrets, s.revision, s.paused_at as "pausedAt", s.changed_at as "changedAt"`;
const list = { name: 'webhook_sources.list', text: `select ${COLUMNS} from app.webhook_sources s where s.tenant_id = $1 and ($2::text is null or s.name > $2) order by s.name limit $3` };
const find = { name: 'webhook_sources.find', text: `select ${COLUMNS} from app.webhook_sources s where s.tenant_id = $1 and s.id = $2` };
const lock = { name: 'webhook_sources.lock', text: `select ${COLUMNS} from app.webhook_sources s where s.tenant_id = $1 and s.id = $2 for update` };
const nameExists = { name: 'webhook_sources.name_exists', text: 'select 1 from app.webhook_sources s where s.tenant_id = $1 and s.name = $2 and s.id <> $3' };
const insert = {
  name: 'webhook_sources.insert',
  text: `with one as (insert into app.webhook_sources (tenant_id, id, name, settings, requester_id, secrets, revision, paused_at, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id)
         insert into app.webhook_source_gates (tenant_id, source_id, next_at) select $1, one.id, $9 from one returning source_id`,
};
const update = {
  name: 'webhook_sources.update',
  text: 'update app.webhook_sources set name = $3, settings = $4, requester_id = $5, secrets = $6, revision = $7, paused_at = $8, changed_at = $9 where tenant_id = $1 and id = $2',
};
// A leaky bucket (GCRA): each message puts off when the next one is on time, and one that comes further before that is not let in.
const enter = {
  name: 'webhook_sources.enter',
  text: `update app.webhook_source_gates set next_at = greatest(next_at, $3::timestamptz) + $4 * interval '1 millisecond'
          where tenant_id = $1 and source_id = $2 and next_at <= $3::timestamptz + $5 * interval '1 millisecond' returning source_id`,
};
// Not more than are worth a number. The last message is one row of an index.
const listOverviews = {
  name: 'webhook_sources.list_overviews',
  text: `select s.id, l.received_at as "lastAt", l.type as "lastType", l.state as "lastState",
                (select count(*)::int from (select 1 from app.inbound_messages m where m.tenant_id = $1 and m.source_id = s.id and m.state = 'received' limit $3) w) as waiting,
                (select count(*)::int from (select 1 from app.inbound_messages m where m.tenant_id = $1 and m.source_id = s.id and m.state = 'dead' limit $3) d) as dead
           from app.webhook_sources s
           left join lateral (select m.received_at, m.type, m.state from app.inbound_messages m where m.tenant_id = $1 and m.source_id = s.id order by m.id desc limit 1) l on true
          where s.tenant_id = $1 and s.id = any ($2::uuid[])`,
};
const listRefusals = { name: 'webhook_sources.list_refusals', text: 'select f.reason, f.last_at as "lastAt" from app.webhook_source_refusals f where f.tenant_id = $1 and f.source_id = $2 order by f.last_at desc' };
// Once a second at most: whoever sends what nobody signed writes no more than that.
const noteRefusal = {
  name: 'webhook_sources.note_refusal',
  text: `insert into app.webhook_source_refusals as f (tenant_id, source_id, reason, last_at) values ($1, $2, $3, $4)
         on conflict (tenant_id, source_id, reason) do update set last_at = excluded.last_at where f.last_at < excluded.last_at - interval '1 second' returning f.reason`,
};
const listRequesters = {
  name: 'webhook_sources.list_requesters',
  text: `select m.id as "memberId", m.name from app.members m
          where m.tenant_id = $1 and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now())
            and exists (select 1 from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id where mr.tenant_id = $1 and mr.member_id = m.id and 'request.submit' = any (r.permissions))
          order by m.name, m.id limit $2`,
};

export class WebhookSourceRepository {
  constructor(private readonly sql: Sql) {}

  async list({ limit, after }: PageRequest): Promise<PageOf<WebhookSource>> {
    const from = after === null ? null : readCursor(after, nameCursor);
    return pageOf(await this.sql.rows<WebhookSource>(list, [from, limit + 1]), limit, (row) => row.name);
  }

  async find(id: string): Promise<WebhookSource | null> {
    return (await this.sql.rows<WebhookSource>(find, [id]))[0] ?? null;
  }

  async lock(id: string): Promise<WebhookSource | null> {
    return (await this.sql.rows<WebhookSource>(lock, [id]))[0] ?? null;
  }

  /** Whether another one than `id` is called so. */
  async nameExists(name: string, id: string): Promise<boolean> {
    return (await this.sql.rows(nameExists, [name, id])).length > 0;
  }

  async insert(source: WebhookSource): Promise<void> {
    await this.sql.rows(insert, valuesOf(source));
  }

  async update(source: WebhookSource): Promise<void> {
    await this.sql.rows(update, valuesOf(source));
  }

  /** The last message of each, and how many wait or are dead letters, `max` at most. */
  async listOverviews(ids: readonly string[], max: number): Promise<SourceOverview[]> {
    return this.sql.rows<SourceOverview>(listOverviews, [ids, max]);
  }

  /** Why it refused messages, what it did last first. */
  async listRefusals(id: string): Promise<SourceRefusal[]> {
    return this.sql.rows<SourceRefusal>(listRefusals, [id]);
  }

  async noteRefusal(id: string, reason: RefusalReason, at: Date): Promise<void> {
    await this.sql.rows(noteRefusal, [id, reason, at]);
  }

  /** In whose name requests can be started, by name. */
  async listRequesters(limit: number): Promise<{ memberId: string; name: string }[]> {
    return this.sql.rows<{ memberId: string; name: string }>(listRequesters, [limit]);
  }

  /** Lets one message of a source in, one at a time; false where too many came. */
  async enter(id: string, { at, everyMs, aheadMs }: { readonly at: Date; readonly everyMs: number; readonly aheadMs: number }): Promise<boolean> {
    return (await this.sql.rows(enter, [id, at, everyMs, aheadMs])).length > 0;
  }
}

const valuesOf = (s: WebhookSource) => [s.id, s.name, JSON.stringify(s.settings), s.requesterId, JSON.stringify(s.secrets), s.revision, s.pausedAt, s.changedAt];
