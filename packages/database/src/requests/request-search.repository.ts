import type { TermRange } from '@countersign/contracts/platform';
import { STOPPED } from '../effects/effect.repository.js';
import { numberCursor, pageOfWindow, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql, Statement } from '../platform/sql.js';
import type { RequestRow, Visible } from './request-list.repository.js';

/** What is asked for; null asks for anything. */
export interface RequestFilter {
  readonly status: string | null;
  readonly requesterId: string | null;
  readonly requestTypeId: string | null;
  readonly since: Date | null;
  /** Every term must be met by a word of the request; none at all asks for anything. */
  readonly terms: readonly TermRange[];
}

export const anyRequest: RequestFilter = { status: null, requesterId: null, requestTypeId: null, since: null, terms: [] };

/** How many of the newest requests one call looks at, at most, where no index leads to the few that fit. */
export const windowMax = 10_000;
/** A term that fewer words than this begin with leads to its requests; others are checked on requests found otherwise. */
export const rareMax = 2_000;

// The parameters of every statement below: 1 tenant, 2 may read all, 3 as requester, 4 as candidate, 5 status, 6 requester,
// 7 type, 8 since, 9 before this number, 10 how many, 11 and 12 the terms, 13 and 14 the rare term.
const FITS = `
  ($2 or q.requester_id = $3 or exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = $4 and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = $4))
  and ($5::text is null or q.status = $5) and ($6::uuid is null or q.requester_id = $6) and ($7::uuid is null or q.request_type_id = $7)
  and ($8::timestamptz is null or q.created_at >= $8) and q.number < coalesce($9::bigint, 9223372036854775807)
  and coalesce((select bool_and(exists (select 1 from app.request_words w where w.tenant_id = $1 and w.number = q.number and w.word >= t.low and w.word < t.high))
                  from unnest($11::text[], $12::text[]) as t (low, high)), true)`;
const SHOWN = `
  select q.id, q.number::int, q.title, q.request_type_id as "typeId", ty.name as "typeName", q.request_type_version as "typeVersion",
         q.requester_id as "requesterId", rm.name as "requesterName", q.amount::text, q.currency, q.status, q.revision,
         q.created_at as "createdAt", q.updated_at as "updatedAt", t.step_id as "stepId", t.step_name as "stepName",
         (select jsonb_build_object('stepId', e.step_id, 'stepName', e.step_name) from app.effects e where e.tenant_id = $1 and e.request_id = q.id and e.state in ${STOPPED} order by e.id limit 1) as stopped
    from page q
    join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
    join app.members rm on rm.tenant_id = $1 and rm.id = q.requester_id
    left join app.tasks t on t.tenant_id = $1 and t.request_id = q.id and t.status = 'open'
   order by q.number desc`;

// By what leads to them: the newest, those of a state, of a requester, of a rare word, or those that one has a part in.
const WINDOW = 'with page as (select q.* from (select x.* from app.requests x where x.tenant_id = $1 and x.number < coalesce($9::bigint, 9223372036854775807)';
const OF_WINDOW = `order by x.number desc limit 10000) q
            where q.tenant_id = $1 and ${FITS} order by q.number desc limit $10)
         ${SHOWN}`;
const newest = { name: 'requests.page_newest', text: `${WINDOW} ${OF_WINDOW}` };
const ofState = { name: 'requests.page_of_state', text: `${WINDOW} and x.status = $5 ${OF_WINDOW}` };
const ofRequester = { name: 'requests.page_of_requester', text: `${WINDOW} and x.requester_id = $6 ${OF_WINDOW}` };
const ofWord = {
  name: 'requests.page_of_word',
  text: `with found as materialized (
           select distinct r.number from app.request_words r where r.tenant_id = $1 and r.word >= $13 and r.word < $14
         ), page as (
           select q.* from app.requests q where q.tenant_id = $1 and q.number = any (array(select f.number from found f)) and ${FITS} order by q.number desc limit $10)
         ${SHOWN}`,
};
const ofOwn = {
  name: 'requests.page_of_own',
  text: `with found as materialized (
           select x.id from app.requests x where x.tenant_id = $1 and x.requester_id = $3
            union all select c.request_id from app.task_candidates c where c.tenant_id = $1 and c.member_id = $4 and c.included
            union all select a.request_id from app.asks a where a.tenant_id = $1 and a.member_id = $4
         ), page as (
           select q.* from app.requests q where q.tenant_id = $1 and q.id = any (array(select f.id from found f)) and ${FITS} order by q.number desc limit $10)
         ${SHOWN}`,
};
// How far a window looked.
const LOOKED = 'select x.number::text from app.requests x where x.tenant_id = $1 and x.number < coalesce($2::bigint, 9223372036854775807)';
const LAST = 'order by x.number desc offset $3 limit 1';
const toNewest = { name: 'requests.looked_to_newest', text: `${LOOKED} ${LAST}` };
const toState = { name: 'requests.looked_to_state', text: `${LOOKED} and x.status = $4 ${LAST}` };
const toRequester = { name: 'requests.looked_to_requester', text: `${LOOKED} and x.requester_id = $4 ${LAST}` };
const countOfTerms = {
  name: 'requests.count_of_terms',
  text: `select (select count(*) from (select 1 from app.request_words w where w.tenant_id = $1 and w.word >= t.low and w.word < t.high limit $4) as counted)::int as count
           from unnest($2::text[], $3::text[]) with ordinality as t (low, high, place) order by t.place`,
};

const idOfNumber = { name: 'requests.id_of_number', text: 'select q.id from app.requests q where q.tenant_id = $1 and q.number = $2' };

/** Finds requests by what is asked for, newest first, among those that an actor may read. */
export class RequestSearchRepository {
  constructor(private readonly sql: Sql) {}

  async list(visible: Visible, filter: RequestFilter, { limit, after }: PageRequest): Promise<PageOf<RequestRow>> {
    const before = after === null ? null : readCursor(after, numberCursor);
    const rare = visible.all ? await this.rarestOf(filter.terms) : null;
    const way = wayTo(visible, filter, rare);
    const { status, requesterId, requestTypeId, since, terms } = filter;
    const rows = await this.sql.rows<RequestRow>(way.page, [
      visible.all, visible.requesterId, visible.candidateId, status, requesterId, requestTypeId, since, before, limit + 1,
      terms.map(({ from }) => from), terms.map(({ below }) => below), ...(way.page === ofWord && rare !== null ? [rare.from, rare.below] : []),
    ]);
    const isCut = way.lookedTo !== null && rows.length <= limit;
    const end = isCut ? await this.sql.rows<{ number: string }>(way.lookedTo, [before, windowMax - 1, ...way.by]) : [];
    return pageOfWindow(rows, limit, (row) => String(row.number), end[0]?.number ?? null);
  }

  /** The id of the request with this number; for those who may read what is kept of every request. */
  async findIdOf(number: string): Promise<string | null> {
    return (await this.sql.rows<{ id: string }>(idOfNumber, [number]))[0]?.id ?? null;
  }

  /** The term that the fewest words begin with, where they are few enough to be looked through. */
  private async rarestOf(terms: readonly TermRange[]): Promise<TermRange | null> {
    if (terms.length === 0) return null;
    const counts = await this.sql.rows<{ count: number }>(countOfTerms, [terms.map(({ from }) => from), terms.map(({ below }) => below), rareMax]);
    const counted = terms.map((term, at) => ({ term, count: counts[at]?.count ?? rareMax }));
    const [rarest] = counted.toSorted((one, other) => one.count - other.count);
    return rarest !== undefined && rarest.count < rareMax ? rarest.term : null;
  }
}

/** Which statement leads to what is asked for, and which says how far it looked where it looks at a window only. */
function wayTo(visible: Visible, filter: RequestFilter, rare: TermRange | null): { readonly page: Statement; readonly lookedTo: Statement | null; readonly by: readonly string[] } {
  // One's own requests are visible by being one's own: what one was asked to sign need not be looked through.
  const own = filter.requesterId !== null && filter.requesterId === visible.requesterId;
  if (own && filter.terms.length === 0) return { page: ofRequester, lookedTo: toRequester, by: [filter.requesterId] };
  if (!visible.all) return { page: ofOwn, lookedTo: null, by: [] };
  if (rare !== null) return { page: ofWord, lookedTo: null, by: [] };
  if (filter.requesterId !== null) return { page: ofRequester, lookedTo: toRequester, by: [filter.requesterId] };
  if (filter.status !== null) return { page: ofState, lookedTo: toState, by: [filter.status] };
  return { page: newest, lookedTo: toNewest, by: [] };
}

/** The statements themselves, so that their plans can be held to what they may read. */
export const searchStatements = { newest, ofState, ofRequester, ofWord, ofOwn, countOfTerms };
