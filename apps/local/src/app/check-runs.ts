/**
 * `npm run check:runs`: folds every run again from its facts, in the database that `npm start` runs on (COUNTERSIGN_DATA_DIR, DATABASE_URL), or in the
 * one that DATABASE_URL_BASE and SECRETS_FILE name, as for the worker. Ends with the code of the worker's command: 1 where there is a difference.
 */
import { findServerPort } from '@countersign/postgres';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProblem } from '../platform/local-problem.js';
import { DATABASE_NAME, withoutCredentials } from '../platform/reach-database.js';
import { runCommand } from '../platform/run-command.js';
import { PROGRAMS, REPOSITORY } from './locate-programs.js';
import { readSettings } from './read-settings.js';

function whereItRuns(env: NodeJS.ProcessEnv): { DATABASE_URL_BASE: string; SECRETS_FILE: string } {
  const { DATABASE_URL_BASE: base, SECRETS_FILE: file } = env;
  if (base && file) return { DATABASE_URL_BASE: base, SECRETS_FILE: file };
  const { dataDir, databaseUrl } = readSettings(env, join(REPOSITORY, '.data'));
  const secretsFile = join(dataDir, 'secrets.json');
  const port = findServerPort(join(dataDir, 'postgres'));
  const url = databaseUrl === undefined ? port && `postgres://127.0.0.1:${port}/${DATABASE_NAME}` : withoutCredentials(databaseUrl);
  if (!url || !existsSync(secretsFile)) {
    throw new LocalProblem(`Countersign does not run on the data folder ${dataDir}. Run npm start and then this beside it, or set DATABASE_URL_BASE and SECRETS_FILE.`);
  }
  return { DATABASE_URL_BASE: url, SECRETS_FILE: secretsFile };
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stopping.abort());
try {
  const { DATABASE_URL: _url, ...env } = process.env;
  const { code } = await runCommand(PROGRAMS.checkRuns, { ...env, ...whereItRuns(process.env) }, { show: true, signal: stopping.signal });
  process.exitCode = code ?? 130;
} catch (error) {
  console.error(error instanceof LocalProblem ? error.message : error);
  process.exitCode = 2;
}
