import { describe, expect, it } from '@jest/globals';
import type { Client } from '@countersign/client';
import type { RequestsScreen } from '@countersign/contracts/screens';
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { createFrameStore } from '../platform/screens/frame-store.js';
import { requestsQuery, type RequestsQuery } from './show-requests.query.js';

interface Asked {
  readonly q: string;
  readonly signal: AbortSignal | undefined;
  answer(): Promise<void>;
}

/** A server whose answers come when the test says so, in any order. */
function slowServer() {
  const asked: Asked[] = [];
  const call = (_operation: unknown, input: { query: { q?: string } }, options?: { signal?: AbortSignal }) =>
    new Promise<RequestsScreen>((resolve) => {
      const q = input.query.q ?? '';
      const screen = { asOf: new Date(0).toISOString(), me: { memberId: 'm', name: 'M', permissions: [] }, tenant: { name: 'T' }, nav: { inbox: 0, notifications: 0, effects: 0, places: [] }, data: { rows: [{ title: q }], nextCursor: null, requestTypes: [] } };
      asked.push({ q, signal: options?.signal, answer: () => (resolve(screen as unknown as RequestsScreen), new Promise((done) => setTimeout(done, 0))) });
    });
  return { asked, client: { call } as unknown as Client };
}

type Options = ReturnType<typeof requestsQuery>;

/** What the list shows while `plant` decides how questions are told apart. */
async function typeTwo(plant: (options: Options) => Options = (options) => options) {
  const { asked, client } = slowServer();
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const optionsFor = (query: RequestsQuery) => plant(requestsQuery(client, createFrameStore(), query));
  const observer = new InfiniteQueryObserver(queries, optionsFor({ q: 'start' }));
  const stop = observer.subscribe(() => undefined);
  const shown = () => observer.getCurrentResult().data?.pages.map((page) => page.data.rows[0]?.title);
  await asked[0]?.answer();
  observer.setOptions(optionsFor({ q: 'old' }));
  observer.setOptions(optionsFor({ q: 'new' }));
  const before = shown();
  await asked.find(({ q }) => q === 'new')?.answer();
  const newest = shown();
  await asked.find(({ q }) => q === 'old')?.answer();
  const after = shown();
  stop();
  queries.clear();
  return { asked, before, newest, after };
}

describe('answers to a search', () => {
  it('keep the rows that are there until the newest answer is, and an older one that comes late changes nothing (row:J3)', async () => {
    const { before, newest, after } = await typeTwo();
    expect({ before, newest, after }).toEqual({ before: ['start'], newest: ['new'], after: ['new'] });
  });

  it('that nobody waits for any more are called off (row:J3)', async () => {
    const { asked } = await typeTwo();
    expect(asked.map(({ q, signal }) => [q, signal?.aborted])).toEqual([['start', false], ['old', true], ['new', false]]);
  });

  it('would be taken out of order if questions were not told apart, and that is seen here', async () => {
    const { after } = await typeTwo((options) => ({ ...options, queryKey: ['screen', 'requests', {}] as never }));
    expect(after).not.toEqual(['new']);
  });
});
