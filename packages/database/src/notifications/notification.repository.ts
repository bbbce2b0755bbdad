import { STOPPED } from '../effects/effect.repository.js';
import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import type { Visible } from '../requests/request-list.repository.js';

export interface NotificationRow {
  readonly entryId: string;
  readonly requestId: string;
  readonly requestNumber: number;
  readonly requestTitle: string;
  readonly kind: string;
  readonly requestStatus: string;
  readonly byMemberId: string | null;
  readonly byName: string | null;
  readonly at: Date;
  readonly readAt: Date | null;
  readonly endpoint: { readonly id: string; readonly name: string } | null;
  readonly connection: { readonly id: string; readonly name: string } | null;
  /** The effect that waits for somebody; null for everything else. */
  readonly effect: { readonly id: string; readonly name: string } | null;
  /** What an effect says to its listeners, who need not see the request, or asks of members; null for everything else. */
  readonly notice: string | null;
}

// Its requester watches a request until they say otherwise.
interface FrameRow {
  readonly tenantName: string;
  readonly timeZone: string;
  readonly unread: number;
  readonly waiting: number;
  readonly stopped: number;
}

const WATCHERS = `
  select q.requester_id from app.requests q
   where q.tenant_id = $1 and q.id = $2
     and not exists (select 1 from app.request_watchers own where own.tenant_id = $1 and own.request_id = q.id and own.member_id = q.requester_id and not own.watching)
  union
  select w.member_id from app.request_watchers w where w.tenant_id = $1 and w.request_id = $2 and w.watching`;
const SEEN = '($3 or q.requester_id = $4 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $5 and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = $5))';
const list = {
  name: 'notifications.list',
  text: `select n.entry_id as "entryId", q.id as "requestId", q.number::int as "requestNumber", case when ${SEEN} then q.title else '' end as "requestTitle", n.kind, n.request_status as "requestStatus",
                n.by_member_id as "byMemberId", b.name as "byName", n.at, n.read_at as "readAt",
                case when w.id is null then null else jsonb_build_object('id', w.id, 'name', w.name) end as endpoint,
                case when k.id is null then null else jsonb_build_object('id', k.id, 'name', k.name) end as connection,
                case when n.kind = 'effect_stopped' then jsonb_build_object('id', e.id, 'name', e.step_name) end as effect, case when n.kind in ('notice', 'asked_to_do') then e.payload::jsonb->>'text' end as notice
           from app.notifications n
           join app.requests q on q.tenant_id = $1 and q.id = n.request_id
           left join app.members b on b.tenant_id = $1 and b.id = n.by_member_id
           left join app.webhook_endpoints w on w.tenant_id = $1 and w.id = n.endpoint_id
           left join app.connections k on k.tenant_id = $1 and k.id = n.connection_id
           left join app.effects e on e.tenant_id = $1 and e.id = n.effect_id
          where n.tenant_id = $1 and n.member_id = $2 and ($6::uuid is null or n.entry_id < $6) and (n.endpoint_id is not null or n.connection_id is not null or n.effect_id is not null or ${SEEN})
          order by n.entry_id desc limit $7`,
};
// The newest are counted: without that order, what a member has not read is looked for among all that the company was told.
const frame = {
  name: 'notifications.frame',
  text: `select t.name as "tenantName", coalesce((select c.time_zone from app.calendars c where c.tenant_id = $1 and c.is_default), 'UTC') as "timeZone",
                (select count(*)::int from (
                   select 1 from app.notifications n join app.requests q on q.tenant_id = $1 and q.id = n.request_id
                    where n.tenant_id = $1 and n.member_id = $2 and n.read_at is null and (n.endpoint_id is not null or n.connection_id is not null or n.effect_id is not null or ${SEEN}) order by n.entry_id desc limit $6) as newest) as unread,
                (select count(*)::int from app.task_candidates c where $7 and c.tenant_id = $1 and c.member_id = $2 and c.waiting) as waiting,
                (select count(*)::int from (select 1 from app.effects e where $8 and e.tenant_id = $1 and e.state in ${STOPPED} limit $6) as waits) as stopped
           from app.tenants t where t.tenant_id = $1`,
};
const markRead = { name: 'notifications.mark_read', text: 'update app.notifications set read_at = coalesce(read_at, $4) where tenant_id = $1 and member_id = $2 and entry_id = any ($3::uuid[]) returning entry_id as id' };
const watch = {
  name: 'notifications.watch',
  text: `insert into app.request_watchers (tenant_id, request_id, member_id, watching, changed_at) values ($1, $2, $3, $4, $5)
         on conflict (tenant_id, request_id, member_id) do update set watching = excluded.watching, changed_at = excluded.changed_at`,
};
const watchersOf = {
  name: 'notifications.watchers',
  text: `select m.id as "memberId", m.name from app.members m where m.tenant_id = $1 and m.deactivated_at is null and m.id = any (array(select told.id from (${WATCHERS}) as told (id))) order by m.name, m.id`,
};

const listListeners = {
  name: 'notifications.listeners',
  text: `select m.id from app.members m
          where m.tenant_id = $1 and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now()) and m.id = any (array(
                select unnest($2::uuid[])
                union
                select r.member_id from app.member_roles r where r.tenant_id = $1 and r.role_id = any ($3::uuid[])
                union
                select g.member_id from app.group_members g where g.tenant_id = $1 and g.group_id = any ($4::uuid[]))) order by m.id`,
};

/** Whom an effect tells, by who they are or by what they belong to. */
export interface Listeners {
  readonly memberIds: readonly string[];
  readonly roleIds: readonly string[];
  readonly groupIds: readonly string[];
}

/** What members are told of: acts on requests that they watch or are mentioned in. They are told with the conclusion of the act. */
export class NotificationRepository {
  constructor(private readonly sql: Sql) {}

  /** What a member was told of, the newest first; only of requests that they may read now. */
  async list(memberId: string, visible: Visible, { limit, after }: PageRequest): Promise<PageOf<NotificationRow>> {
    const before = after === null ? null : readCursor(after, uuidCursor);
    const rows = await this.sql.rows<NotificationRow>(list, [memberId, visible.all, visible.requesterId, visible.candidateId, before, limit + 1]);
    return pageOf(rows, limit, (row) => row.entryId);
  }

  /** The company's name, how many a member has not read, counted up to `countMax`, how many tasks wait for them if they see any, and how many effects wait for somebody if they repair them, up to the same: what every screen shows, in one statement. */
  async frame(memberId: string, visible: Visible, countMax: number, { seesTasks, repairs }: { readonly seesTasks: boolean; readonly repairs: boolean }): Promise<FrameRow> {
    const rows = await this.sql.rows<FrameRow>(frame, [memberId, visible.all, visible.requesterId, visible.candidateId, countMax, seesTasks, repairs]);
    if (!rows[0]) throw new Error('the tenant that was entered does not exist');
    return rows[0];
  }

  /** Who they are now: nobody who has left, and each once. */
  async listListeners({ memberIds, roleIds, groupIds }: Listeners): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(listListeners, [memberIds, roleIds, groupIds])).map(({ id }) => id);
  }

  /** Of these, those that are the member's. One that was read before keeps its time. */
  async markRead(memberId: string, entryIds: readonly string[], at: Date): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(markRead, [memberId, entryIds, at])).map(({ id }) => id);
  }

  watch(requestId: string, memberId: string, watching: boolean, at: Date): void {
    this.sql.defer(watch, [requestId, memberId, watching, at]);
  }

  /** Who watches a request: its requester, unless they have said otherwise, and who has said so. */
  listWatchers(requestId: string): Promise<{ memberId: string; name: string }[]> {
    return this.sql.rows(watchersOf, [requestId]);
  }
}
