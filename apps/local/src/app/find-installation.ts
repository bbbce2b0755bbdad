import { findServerPort } from '@countersign/postgres';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalProblem } from '../platform/local-problem.js';
import { DATABASE_NAME, withoutCredentials } from '../platform/reach-database.js';
import { REPOSITORY } from './locate-programs.js';
import { readSettings } from './read-settings.js';

/** The database and the secrets that an operator's command works on: those it is told, or those that `npm start` runs on. */
export function findInstallation(env: NodeJS.ProcessEnv): { DATABASE_URL_BASE: string; SECRETS_FILE: string } {
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
