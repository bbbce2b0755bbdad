import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { termsOf } from '@countersign/contracts/platform';
import { openTwoCompanies, type TwoCompanies } from '@countersign/testing/isolation';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { openDataSource } from '../platform/data-source.js';
import { Tenancy } from '../platform/tenancy.js';
import type { Visible } from './request-list.repository.js';
import { anyRequest, searchStatements, windowMax, type RequestFilter } from './request-search.repository.js';

const everything: Visible = { all: true, requesterId: null, candidateId: null };
const requestsMade = 12_000;
let world: TwoCompanies;
let source: DataSource;
let tenancy: Tenancy;

beforeAll(async () => {
  world = await openTwoCompanies();
  source = await openDataSource({ url: world.api.database.urlFor('cs_app'), connectionsMax: 2, applicationName: 'request-search-spec' });
  tenancy = new Tenancy(source);
  await fill(world.a.tenantId);
}, 120_000);
afterAll(async () => {
  await source.destroy();
  await world.api.close();
});

/** More requests like the first, beyond the numbers that the company has used: "common" in each, "third" in every third, and one word of its own. */
async function fill(tenantId: string): Promise<void> {
  const { look } = world.api.database;
  await look(
    `insert into app.requests select q.tenant_id, gen_random_uuid(), n, q.request_type_id, q.request_type_version, q.requester_id, 'Common ' || n, null, null,
            case when n % 3000 = 0 then 'returned' else 'approved' end, 1, q.created_at, q.updated_at
       from app.requests q, generate_series(101, $2::int) n where q.tenant_id = $1 and q.number = 1`,
    [tenantId, requestsMade],
  );
  await look(
    `insert into app.request_words select q.tenant_id, q.number, w, false from app.requests q,
            lateral unnest(array['common', 'own' || q.number] || case when q.number % 3 = 0 then array['third'] else '{}' end) w where q.tenant_id = $1 and q.number > 100`,
    [tenantId],
  );
  await look('analyze app.requests, app.request_words');
}

const find = (filter: Partial<RequestFilter>, { visible = everything, after = null as string | null, limit = 50, tenantId = world.a.tenantId } = {}) =>
  tenancy.read({ tenantId }, (tx) => tx.requestSearch.list(visible, { ...anyRequest, ...filter }, { limit, after }));
const numbersOf = ({ items }: { items: { number: number }[] }) => items.map(({ number }) => number);

describe('what is found', () => {
  it('comes newest first and page by page, by a rare word and by words that are common (row:J3)', async () => {
    expect(numbersOf(await find({ terms: termsOf('own200') }))).toEqual([2009, 2008, 2007, 2006, 2005, 2004, 2003, 2002, 2001, 2000, 200]);
    const first = await find({ terms: termsOf('comm third') }, { limit: 3 });
    expect(numbersOf(first)).toEqual([12000, 11997, 11994]);
    expect(numbersOf(await find({ terms: termsOf('comm third') }, { limit: 2, after: first.nextCursor }))).toEqual([11991, 11988]);
    expect(numbersOf(await find({ terms: termsOf('own999 common third') }))).toEqual([9999, 9996, 9993, 9990, 999]);
  });

  it('is nothing of another tenant, by any way there is (row:F1)', async () => {
    for (const filter of [{ terms: termsOf('common') }, { terms: termsOf('own77') }, { status: 'returned' }]) expect((await find(filter, { tenantId: world.b.tenantId })).items).toEqual([]);
  });

  it('is nothing that one may not read: by word, by state, by requester (row:F2)', async () => {
    const visible = { all: false, requesterId: crypto.randomUUID(), candidateId: crypto.randomUUID() };
    for (const filter of [{}, { terms: termsOf('common') }, { terms: termsOf('own77') }, { status: 'returned' }]) expect(await find(filter, { visible })).toEqual({ items: [], nextCursor: null });
  });

  it('may be less than a page where so many of the newest were looked through; the next page goes on there, and all are found once', async () => {
    const none = await find({ since: new Date('2999-01-01') });
    expect(none.items).toEqual([]);
    expect(Buffer.from(none.nextCursor ?? '', 'base64url').toString()).toBe(String(requestsMade - windowMax + 1));
    const walked: number[] = [];
    let [after, pages] = [null as string | null, 0];
    do {
      const page = await find({ terms: termsOf('common third'), status: 'returned' }, { after });
      walked.push(...numbersOf(page));
      [after, pages] = [page.nextCursor, pages + 1];
    } while (after !== null && pages < 10);
    expect(walked).toEqual([12000, 9000, 6000, 3000]);
  });
});

describe('what a search may read (row:J3)', () => {
  /** Shared blocks that a statement touches, planned as the application has it planned. */
  async function blocksOf(statement: { text: string }, values: readonly (string | number | boolean | null | readonly string[])[]): Promise<number> {
    const client = new pg.Client({ connectionString: world.api.database.urlFor('cs_app') });
    await client.connect();
    try {
      await client.query('begin');
      await client.query('select app.enter_tenant($1)', [world.a.tenantId]);
      await client.query(`prepare held as ${statement.text}`);
      const literals = values.map((value) => (value === null ? 'null' : pg.escapeLiteral(Array.isArray(value) ? `{${value.join(',')}}` : String(value))));
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number; 'Shared Read Blocks': number } }] }>(`explain (analyze, buffers, format json) execute held (${literals.join(', ')})`);
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      if (plan === undefined) throw new Error('there is no plan');
      return plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
    } finally {
      await client.end();
    }
  }
  const valuesOf = (typed: string, status: string | null = null) => {
    const terms = termsOf(typed);
    return [world.a.tenantId, true, null, null, status, null, null, null, null, 51, terms.map(({ from }) => from), terms.map(({ below }) => below)];
  };

  it('is bounded by what it finds, not by how many requests there are: an index is used under row security', async () => {
    const [rare] = termsOf('own2000');
    const terms = termsOf('common own2000 third');
    expect(await blocksOf(searchStatements.countOfTerms, [world.a.tenantId, terms.map(({ from }) => from), terms.map(({ below }) => below), 2000])).toBeLessThan(400);
    expect(await blocksOf(searchStatements.ofWord, [...valuesOf('own2000'), rare?.from ?? '', rare?.below ?? ''])).toBeLessThan(300);
    expect(await blocksOf(searchStatements.newest, valuesOf('common third'))).toBeLessThan(2_000);
    expect(await blocksOf(searchStatements.ofState, valuesOf('', 'returned'))).toBeLessThan(200);
  });

  it('would not be with an operator that can leak: the same question by LIKE reads the whole tenant', async () => {
    const byRange = { text: "select w.number from app.request_words w where w.tenant_id = $1 and w.word >= 'own2000' and w.word < 'own2001'" };
    const byLike = { text: "select w.number from app.request_words w where w.tenant_id = $1 and w.word like 'own2000%'" };
    const [read, readWhole] = [await blocksOf(byRange, [world.a.tenantId]), await blocksOf(byLike, [world.a.tenantId])];
    expect(read).toBeLessThan(10);
    expect(readWhole).toBeGreaterThan(20 * read);
  });
});
