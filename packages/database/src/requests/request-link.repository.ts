import type { Sql } from '../platform/sql.js';
import type { Visible } from './request-list.repository.js';

const findVisible = {
  name: 'request_links.find_visible',
  text: `select q.id, q.number::int, q.title from app.requests q
          where q.tenant_id = $1 and q.id = any ($2::uuid[])
            and ($3 or q.requester_id = $4 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $5 and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = $5))`,
};
const insert = {
  name: 'request_links.insert',
  text: `insert into app.request_links (tenant_id, request_id, related_request_id) select $1, $2, named.id from unnest($3::uuid[]) as named (id)
         on conflict (tenant_id, request_id, related_request_id) do nothing`,
};

/** Which requests name which others. A link is made when a request is submitted, and stays. */
export class RequestLinkRepository {
  constructor(private readonly sql: Sql) {}

  /** Those of the requests that an actor may see; unknown, foreign and unseen are all left out. */
  findVisible(requestIds: readonly string[], visible: Visible): Promise<{ id: string; number: number; title: string }[]> {
    return this.sql.rows(findVisible, [requestIds, visible.all, visible.requesterId, visible.candidateId]);
  }

  async insert(requestId: string, relatedRequestIds: readonly string[]): Promise<void> {
    await this.sql.rows(insert, [requestId, relatedRequestIds]);
  }
}
