import { createApi, buildHouse, type ApiSettings } from '@countersign/api/app';
import { readServiceSettings } from '@countersign/services/platform';
import { pino, type Logger } from 'pino';
import { connectPeople, type People } from './people.js';
import { recordStatements } from './statement-log.js';
import { openTestDatabase, type TestDatabase } from './test-database.js';

/** The whole API on a port of its own, on a database of its own. */
export interface TestApi extends People {
  readonly baseUrl: string;
  readonly database: TestDatabase;
  /** Lines that the API logged at level error: none is expected. */
  readonly errors: string[];
  close(): Promise<void>;
}

export interface TestApiOptions {
  readonly allowedWebhookHosts?: readonly string[];
  readonly tryLimitFactor?: number;
  readonly retryDelaysMs?: readonly number[];
  /** How many calls a minute a key, and all keys of a company, may make. */
  readonly callLimits?: { readonly key: number; readonly company: number };
  readonly requestTimeoutMs?: number;
  readonly databaseSilentMs?: number;
  /** FILES_S3_…, where files are not kept in the database's own folder. */
  readonly files?: Readonly<Record<string, string>>;
  /** Another instance on a database that is there already, and stays when this one closes. */
  readonly on?: TestDatabase;
}

/** Starts the API; close it in afterAll. */
export async function openTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  recordStatements();
  const database = options.on ?? (await openTestDatabase());
  const errors: string[] = [];
  const log: Logger = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const settings = settingsFor(database, options);
  const built = await buildHouse(settings);
  const app = await createApi(settings, built, log);
  await app.listen(0, '127.0.0.1');
  const baseUrl = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    baseUrl,
    database,
    errors,
    ...connectPeople(baseUrl),
    async close() {
      await app.close();
      await built.close();
      if (!options.on) await database.drop();
    },
  };
}

function settingsFor(database: TestDatabase, options: TestApiOptions): ApiSettings {
  const service = readServiceSettings({ COUNTERSIGN_DATA_DIR: database.filesFolder, ...options.files, TRIES_PER_ADDRESS_FACTOR: String(options.tryLimitFactor ?? 1000), ALLOWED_WEBHOOK_HOSTS: (options.allowedWebhookHosts ?? []).join(','), API_CALLS_PER_KEY: String(options.callLimits?.key ?? 100_000), API_CALLS_PER_COMPANY: String(options.callLimits?.company ?? 100_000), ...(options.retryDelaysMs && { RETRY_DELAYS_MS: options.retryDelaysMs.join(',') }) });
  return { host: '127.0.0.1', port: 0, appUrl: database.urlFor('cs_app'), identityUrl: database.urlFor('cs_identity'), secrets: database.secrets, readSecrets: () => database.secrets, connectionsMax: 8, behindPooler: process.env.COUNTERSIGN_TEST_POOLER === 'told', databaseSilentMs: options.databaseSilentMs ?? 20_000, requestTimeoutMs: options.requestTimeoutMs ?? 30_000, exposeCost: true, webRoot: null, service };
}
