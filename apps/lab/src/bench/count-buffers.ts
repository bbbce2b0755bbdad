import type pg from 'pg';

/** What one statement reads, on average over its calls. */
export interface StatementBuffers {
  readonly text: string;
  readonly calls: number;
  readonly buffers: number;
}

/** Server settings under which buffers can be counted: by statement as the application sent it, planned and run as it was. */
export const countingSettings = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track': 'top', 'pg_stat_statements.track_utility': 'off', autovacuum: 'off' };

const buffersText = `
  select query as text, calls::int, ((shared_blks_hit + shared_blks_read)::numeric / calls)::float8 as buffers
    from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) and userid = 'cs_app'::regrole order by buffers desc, query`;

export const prepareCounting = (client: pg.Client) => client.query('create extension if not exists pg_stat_statements');

/** The statements of the application that `act` made it send. */
export async function countBuffers(client: pg.Client, act: () => Promise<void>): Promise<StatementBuffers[]> {
  await client.query('select pg_stat_statements_reset()');
  await act();
  return (await client.query<StatementBuffers>(buffersText)).rows;
}
