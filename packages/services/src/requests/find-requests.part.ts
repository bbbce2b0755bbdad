import type { PageOf, Tx } from '@countersign/database/platform';
import { anyRequest, type FoundBy, type RequestFilter, type RequestRow } from '@countersign/database/requests';
import { codeWordsOf, searchWordsOf, termsOf, type PageQueryInput, type SearchedRequest } from '@countersign/contracts/platform';
import type { RequestQuery } from '@countersign/contracts/requests';
import { visibleRequests } from '@countersign/permissions';
import { pageOfQuery, type Actor } from '../platform/call.js';
import type { CheckedContent } from './material.part.js';

const dayMs = 86_400_000;

/** Requests that the actor may read and that fit the query, newest first. */
export async function findRequests(tx: Tx, actor: Actor, query: RequestQuery & PageQueryInput, now: Date): Promise<PageOf<RequestRow>> {
  const terms = termsOf(query.q ?? '');
  // Signs alone name nothing: an answer with everything in it would pretend that they did.
  if (terms.length === 0 && (query.q ?? '').trim() !== '') return { items: [], nextCursor: null };
  const filter: RequestFilter = {
    ...anyRequest,
    status: query.status ?? null,
    requesterId: query.requester === 'me' ? actor.memberId : null,
    requestTypeId: query.requestTypeId ?? null,
    since: query.withinDays === undefined ? null : new Date(now.getTime() - Number(query.withinDays) * dayMs),
    terms,
  };
  return tx.requestSearch.list(visibleRequests(actor.ability), filter, pageOfQuery(query));
}

/** The words that this content is found by from now on. */
export function foundBy({ title, amount, revisionDigest }: CheckedContent, names: Pick<SearchedRequest, 'number' | 'requesterName' | 'requestTypeName'>): FoundBy {
  return { all: searchWordsOf({ ...names, title, amount, revisionDigest }), lasting: codeWordsOf(revisionDigest) };
}
