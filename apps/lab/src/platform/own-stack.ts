import { fork, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { pickFreePort, startPostgres, type PostgresServer } from '@countersign/postgres';
import pg from 'pg';

export interface OwnStackOptions {
  /** The folder of the repository, whose workspaces are built. */
  readonly repository: string;
  /** `host:port` of every receiver on this machine that webhooks may go to. */
  readonly allowedWebhookHosts: readonly string[];
  /** Handed to API and worker. */
  readonly environment: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Which programs to start; both when not given. */
  readonly apps?: readonly App[];
  /** A folder that outlives the stack, whose data a later one goes on with; a temporary one when not given. */
  readonly keptIn?: string;
  /** Arguments of Node.js for the API, such as a profiler's. */
  readonly nodeArguments?: readonly string[];
  /** How many processes of the API, each on a port of its own; one when not given. */
  readonly apiProcesses?: number;
  /** Settings of PostgreSQL beyond its own, such as an extension to load. */
  readonly databaseSettings?: Readonly<Record<string, string>>;
}

export type App = 'api' | 'worker';

export interface ApiProcess {
  readonly baseUrl: string;
  readonly pid: number;
}

/** PostgreSQL, API and worker of our own, on free ports, with all data in one folder: a temporary one goes away with them. */
export interface OwnStack {
  readonly baseUrl: string;
  /** Every process of the API, in the order of their start; `baseUrl` is the first one's. */
  readonly apis: readonly ApiProcess[];
  /** As the administrator of the database; for measuring a floor, never for driving the product. */
  readonly adminUrl: string;
  /** Process ids, for measuring what each takes. */
  readonly pids: Readonly<Partial<Record<App | 'postgres', number>>>;
  stop(): Promise<void>;
}

const programs = ['packages/database/dist/app/migrate-command.js', 'apps/api/dist/app/main.js', 'apps/worker/dist/app/main.js'];
const readyWithinMs = 180_000;
const stopWithinMs = 12_000;

/** Throws where the repository is not built, and where a part does not start, with what it said. */
export async function startOwnStack(options: OwnStackOptions): Promise<OwnStack> {
  const folder = options.keptIn ?? prepareFolder(options.repository);
  mkdirSync(folder, { recursive: true });
  const undo: (() => Promise<unknown>)[] = options.keptIn === undefined ? [() => Promise.resolve(rmSync(folder, { recursive: true, force: true }))] : [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const postgres = await startPostgres({ dataDir: join(folder, 'postgres'), log: options.say, settings: options.databaseSettings ?? {} });
    undo.push(() => postgres.stop());
    const adminUrl = await createDatabase(postgres);
    const pids: Partial<Record<App | 'postgres', number>> = { postgres: postgres.pid };
    const port = await pickFreePort();
    const env = environmentFor(options, folder, adminUrl, port);
    const baseUrl = `http://127.0.0.1:${port}`;
    await migrate(options.repository, { ...env, DATABASE_ADMIN_URL: adminUrl });
    const start = async (app: App, on: NodeJS.ProcessEnv): Promise<number> => {
      const child = launchApp({ app, repository: options.repository, folder, env: on, nodeArguments: app === 'api' ? options.nodeArguments : [] });
      undo.push(() => end(child));
      if (child.pid !== undefined) pids[app] ??= child.pid;
      await untilReady(app, child, join(folder, `${app}.log`));
      return child.pid ?? 0;
    };
    const apis: ApiProcess[] = [];
    for (const app of options.apps ?? (['api', 'worker'] as const)) {
      const pid = await start(app, env);
      if (app === 'api') apis.push({ baseUrl, pid });
    }
    while (apis.length < (options.apiProcesses ?? 1)) {
      const next = await pickFreePort();
      apis.push({ baseUrl: `http://127.0.0.1:${next}`, pid: await start('api', { ...env, PORT: String(next) }) });
    }
    return { baseUrl, apis, adminUrl, pids, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

/** A temporary folder for one stack. Throws where the repository is not built. */
export function prepareFolder(repository: string): string {
  const missing = programs.map((program) => join(repository, program)).filter((program) => !existsSync(program));
  if (missing.length > 0) throw new Error(`Build first (npm run build): ${missing.join(', ')} is not there.`);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-lab-'));
  // PostgreSQL may have to run as another user than we do.
  chmodSync(folder, 0o755);
  return folder;
}

export async function createDatabase(server: PostgresServer): Promise<string> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  const { rowCount } = await client.query("select 1 from pg_database where datname = 'countersign'");
  if (rowCount === 0) await client.query('create database countersign');
  await client.end();
  const url = new URL(server.adminUrl);
  url.pathname = '/countersign';
  return url.href;
}

export function environmentFor(options: OwnStackOptions, folder: string, adminUrl: string, port: number): NodeJS.ProcessEnv {
  const secretsFile = join(folder, 'secrets.json');
  const names = ['appPassword', 'workerPassword', 'opsPassword', 'identityPassword', 'authSecret', 'masterKey', 'auditKey'];
  // A stack that goes on with what an earlier one kept needs the secrets that it was sealed with; those of a later release are added.
  const kept = existsSync(secretsFile) ? (JSON.parse(readFileSync(secretsFile, 'utf8')) as object) : {};
  writeFileSync(secretsFile, JSON.stringify({ ...Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')])), ...kept }), { mode: 0o600 });
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { mode: 0o700, recursive: true });
  const base = new URL(adminUrl);
  base.username = '';
  base.password = '';
  return {
    ...options.environment,
    NODE_ENV: 'production',
    // Hundreds of people sign up from one address here, which is what the limit is there to stop elsewhere.
    TRIES_PER_ADDRESS_FACTOR: '1000',
    HOST: '127.0.0.1',
    PORT: String(port),
    COUNTERSIGN_URL: `http://127.0.0.1:${port}`,
    COUNTERSIGN_DATA_DIR: dataDir,
    SECRETS_FILE: secretsFile,
    DATABASE_URL_BASE: base.href,
    ALLOWED_WEBHOOK_HOSTS: options.allowedWebhookHosts.join(','),
  };
}

export async function migrate(repository: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [join(repository, 'packages/database/dist/app/migrate-command.js')], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`Migrating ended with code ${code}.`);
}

interface AppLaunch {
  readonly app: App;
  readonly repository: string;
  /** Where its log goes. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nodeArguments?: readonly string[] | undefined;
}

/** Starts the API or the worker as a process of its own; `untilReady` waits for it. */
export function launchApp({ app, repository, folder, env, nodeArguments = [] }: AppLaunch): ChildProcess {
  const log = openSync(join(folder, `${app}.log`), 'a');
  try {
    // The channel is what ends it when we are killed. A group of its own: Ctrl-C reaches us, and we end it in order.
    return fork(join(repository, `apps/${app}/dist/app/main.js`), [], { env, execArgv: ['--enable-source-maps', ...nodeArguments], stdio: ['ignore', log, log, 'ipc'], detached: true });
  } finally {
    closeSync(log);
  }
}

export async function untilReady(app: string, child: ChildProcess, logFile: string): Promise<void> {
  const ready = new Promise<true>((resolve) => child.on('message', (message) => typeof message === 'object' && 'ready' in message && resolve(true)));
  const ended = once(child, 'exit').then(() => false);
  const late = pause(readyWithinMs, false, { ref: false });
  if (await Promise.race([ready, ended, late])) return;
  throw new Error(`The ${app} did not start. It said:\n${readFileSync(logFile, 'utf8').slice(-4000)}`);
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  if ((await Promise.race([ended, pause(stopWithinMs, 'late', { ref: false })])) === 'late') {
    child.kill('SIGKILL');
    await ended;
  }
}
