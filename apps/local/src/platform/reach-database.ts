import { serverVersionProblem } from '@countersign/postgres';
import { Client } from 'pg';
import { codeOf, LocalProblem } from './local-problem.js';

/** The name of the database that the embedded server holds. */
export const DATABASE_NAME = 'countersign';

const CONNECT_WITHIN_MS = 10_000;

/**
 * Connects once to see that the server is there, lets us in, and is new enough.
 *
 * @throws LocalProblem with what is wrong and what to do
 */
export async function checkServer(url: string): Promise<void> {
  const versionNum = await withClient(url, async (client) => {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
    return Number(rows[0]?.server_version_num);
  });
  const problem = serverVersionProblem(versionNum);
  if (problem !== undefined) throw new LocalProblem(problem);
}

/** Makes our database on the embedded server when it is not there, and returns the administrator's URL of it. */
export async function ensureDatabase(adminUrl: string): Promise<string> {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE_NAME]);
    if (rowCount === 0) await client.query(`create database ${DATABASE_NAME}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${DATABASE_NAME}`;
  return url.href;
}

/** The URL without user and password: each process adds the role that it signs in as. */
export function withoutCredentials(url: string): string {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_WITHIN_MS });
  try {
    await client.connect();
    return await use(client);
  } catch (error) {
    throw asReachProblem(url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The sentence for an error of connecting (system error codes and SQLSTATEs); anything else comes back as it is. */
export function asReachProblem(url: string, error: unknown): unknown {
  const { host, username, pathname } = new URL(url);
  const code = codeOf(error) ?? '';
  const sentence = sentenceFor(code, { host, username, database: pathname.slice(1) });
  if (sentence !== undefined) return new LocalProblem(sentence, { cause: error });
  if (error instanceof Error && /timeout|terminated/i.test(error.message)) {
    return new LocalProblem(`The database server at ${host} does not answer. Check DATABASE_URL, or unset it to use the embedded one.`, { cause: error });
  }
  return error;
}

function sentenceFor(code: string, to: { host: string; username: string; database: string }): string | undefined {
  const fix = 'or unset DATABASE_URL to use the embedded one.';
  switch (code) {
    case 'ECONNREFUSED':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `The database server at ${to.host} cannot be reached. Start it, correct DATABASE_URL, ${fix}`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `There is no host ${to.host}. Correct DATABASE_URL, ${fix}`;
    case '28P01':
    case '28000':
      return `The database server at ${to.host} does not let ${to.username || 'us'} in. Correct the user and password in DATABASE_URL, ${fix}`;
    case '3D000':
      return `There is no database ${to.database} at ${to.host}. Create it, correct DATABASE_URL, ${fix}`;
    case '42501':
      return `The user ${to.username} of DATABASE_URL lacks a right on the database. Use one that may create roles and schemas, ${fix}`;
    default:
      return undefined;
  }
}
