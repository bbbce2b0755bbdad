import { codeWordsOf, searchWordsOf } from '@countersign/contracts/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Known {
  readonly number: string;
  readonly title: string;
  readonly requesterName: string;
  readonly requestTypeName: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly revisionDigest: string;
}

const batchMax = 500;

/** The words that requests are found by, compared by operators that row security lets an index serve (docs/decisions/0015). */
export class CreateRequestWords1795200015000 implements MigrationInterface {
  readonly name = 'CreateRequestWords1795200015000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table app.request_words (
        tenant_id uuid not null,
        number bigint not null,
        word text collate "C" not null,
        -- The codes of former revisions stay: a printed sheet names them. Other words are replaced by the next revision's.
        lasting boolean not null,
        primary key (tenant_id, number, word),
        foreign key (tenant_id, number) references app.requests (tenant_id, number) on delete restrict
      );
      create index request_words_word_idx on app.request_words (tenant_id, word, number);

      alter table app.request_words enable row level security;
      alter table app.request_words force row level security;
      create policy tenant_isolation on app.request_words
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select, insert, delete on app.request_words to cs_app;
    `);
    // Row security holds for the owner too: each tenant is entered, and every tenant has a member.
    const tenants = (await queryRunner.query('select distinct m.tenant_id from entry.memberships m')) as { tenant_id: string }[];
    for (const tenant of tenants) await indexTenant(queryRunner, tenant.tenant_id);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

/** What is there already is found like what comes: batch by batch, every revision's code included. */
async function indexTenant(queryRunner: QueryRunner, tenantId: string): Promise<void> {
  await queryRunner.query('select app.enter_tenant($1)', [tenantId]);
  for (let after = '0'; ; ) {
    const requests = (await queryRunner.query(
      `select q.number::text, q.title, q.amount::text, q.currency, m.name as "requesterName", ty.name as "requestTypeName", v.revision_digest as "revisionDigest"
         from app.requests q
         join app.members m on m.tenant_id = $1 and m.id = q.requester_id
         join app.request_types ty on ty.tenant_id = $1 and ty.id = q.request_type_id
         join app.revisions v on v.tenant_id = $1 and v.request_id = q.id
        where q.tenant_id = $1 and q.number in (select n.number from app.requests n where n.tenant_id = $1 and n.number > $2 order by n.number limit $3)
        order by q.number, v.revision`,
      [tenantId, after, batchMax],
    )) as Known[];
    const last = requests.at(-1);
    if (last === undefined) return;
    after = last.number;
    const rows = requests.flatMap(({ number, amount, currency, ...known }) => {
      const money = amount === null || currency === null ? null : { amount, currency };
      return searchWordsOf({ ...known, number: Number(number), amount: money }).map((word) => ({ number, word, lasting: codeWordsOf(known.revisionDigest).includes(word) }));
    });
    await queryRunner.query(
      `insert into app.request_words (tenant_id, number, word, lasting)
       select $1, n, w, l from unnest($2::bigint[], $3::text[], $4::boolean[]) as t (n, w, l)
       on conflict (tenant_id, number, word) do nothing`,
      [tenantId, rows.map(({ number }) => number), rows.map(({ word }) => word), rows.map(({ lasting }) => lasting)],
    );
  }
}
