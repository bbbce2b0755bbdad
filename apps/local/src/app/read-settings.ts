import { resolve } from 'node:path';
import { LocalProblem } from '../platform/local-problem.js';

/** What the environment says about how to run. */
export interface Settings {
  /** The port on 127.0.0.1 that people open. */
  readonly port: number;
  /** The port on which the API listens: `port`, unless something stands in front of it. */
  readonly apiPort: number;
  /** Absolute path of the folder that holds everything that must outlive a restart. */
  readonly dataDir: string;
  /** The address that people open, without a slash at its end. */
  readonly publicUrl: string;
  /** A PostgreSQL server of one's own, with an administrator's credentials; undefined means the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Whether the demo's companies are made; COUNTERSIGN_DEMO=off for an installation that starts empty. */
  readonly demo: boolean;
}

const DEFAULT_PORT = 4310;

/**
 * Reads PORT, API_PORT, COUNTERSIGN_DATA_DIR, COUNTERSIGN_URL, DATABASE_URL and COUNTERSIGN_DEMO. An empty value counts as none.
 *
 * @param defaultDataDir absolute path
 * @throws LocalProblem that names the variable and says what it should be
 */
export function readSettings(env: NodeJS.ProcessEnv, defaultDataDir: string): Settings {
  const port = readPort('PORT', env['PORT']) ?? DEFAULT_PORT;
  return {
    port,
    apiPort: readPort('API_PORT', env['API_PORT']) ?? port,
    dataDir: resolve(env['COUNTERSIGN_DATA_DIR'] || defaultDataDir),
    publicUrl: readPublicUrl(env['COUNTERSIGN_URL']) ?? `http://127.0.0.1:${port}`,
    databaseUrl: readDatabaseUrl(env['DATABASE_URL']),
    demo: env['COUNTERSIGN_DEMO'] !== 'off',
  };
}

function readPort(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new LocalProblem(`${name} is “${text}”, and should be a number from 1 to 65535. Correct it, or unset it to use ${DEFAULT_PORT}.`);
}

function readPublicUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.parse(text);
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return url.href.replace(/\/$/, '');
  throw new LocalProblem(`COUNTERSIGN_URL is “${text}”, and should be an address such as https://countersign.example. Correct it, or unset it.`);
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  const url = URL.parse(text);
  // Its text is not repeated: it may carry a password.
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    throw new LocalProblem(
      'DATABASE_URL should look like postgres://user:password@host:5432/database. Correct it, or unset it to use the embedded server.',
    );
  }
  return url.href;
}
