import { urlOf, type Secrets } from '@countersign/database/platform';
import { readServiceSettings, type Settings } from '@countersign/services/platform';
import { readFileSync } from 'node:fs';

/** What a process is told by its environment; read once, here. */
export interface ApiSettings {
  readonly host: string;
  readonly port: number;
  readonly appUrl: string;
  readonly identityUrl: string;
  readonly secrets: Secrets;
  /** The same, looked at again: master keys change while a process runs. */
  readonly readSecrets: () => Secrets;
  readonly connectionsMax: number;
  /** How long the database may say nothing to a call that waits for it: longer than it lets a statement last (15 s), so that it says itself what took too long. */
  readonly databaseSilentMs: number;
  /** How long a whole request may take to arrive. */
  readonly requestTimeoutMs: number;
  /** Whether the database is reached through a pooler in transaction mode. */
  readonly behindPooler: boolean;
  readonly exposeCost: boolean;
  readonly webRoot: string | null;
  readonly service: Settings;
}

/** Settings from the environment, or an error that names the variable. */
export function readSettings(env: NodeJS.ProcessEnv, webRoot: string): ApiSettings {
  const base = needed(env, 'DATABASE_URL_BASE');
  const readSecrets = () => JSON.parse(readFileSync(needed(env, 'SECRETS_FILE'), 'utf8')) as Secrets;
  const secrets = readSecrets();
  const port = Number(env.PORT ?? '4310');
  return {
    host: env.HOST ?? '127.0.0.1',
    port,
    appUrl: urlOf(base, 'cs_app', secrets),
    identityUrl: urlOf(base, 'cs_identity', secrets),
    secrets,
    readSecrets,
    connectionsMax: Number(env.DATABASE_CONNECTIONS_MAX ?? '20'),
    databaseSilentMs: 20_000,
    requestTimeoutMs: Number(env.REQUEST_TIMEOUT_MS ?? '30000'),
    behindPooler: readPooler(env),
    exposeCost: env.COUNTERSIGN_EXPOSE_COST === '1',
    webRoot,
    service: readServiceSettings(env),
  };
}

function readPooler(env: NodeJS.ProcessEnv): boolean {
  const mode = env.DATABASE_POOLER ?? '';
  if (mode !== '' && mode !== 'transaction') throw new Error(`DATABASE_POOLER is “${mode}”: set it to “transaction”, or leave it out.`);
  return mode === 'transaction';
}

function needed(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`Set ${name}; see the README for what each variable means.`);
  return value;
}
