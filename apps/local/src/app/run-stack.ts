import { pickFreePort, portIsFree } from '@countersign/postgres';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { launchNode } from '../platform/launch-node.js';
import type { RunningProgram } from '../platform/launch-node.js';
import { LocalProblem } from '../platform/local-problem.js';
import { runCommand } from '../platform/run-command.js';
import { startDatabase, untilPortIsFree } from '../platform/start-database.js';
import type { Database } from '../platform/start-database.js';
import { SupervisedProcess } from '../platform/supervise-process.js';
import { PROGRAMS } from './locate-programs.js';
import { keepReceiverPort, prepareDataFolder, readReceiverPort } from './prepare-data-folder.js';
import type { HeldDataFolder } from './prepare-data-folder.js';
import type { Settings } from './read-settings.js';

export type Restartable = 'api' | 'worker' | 'receiver';

// A killed run's API ends by itself within its own ten seconds.
const PATIENCE_AFTER_KILL_MS = 12_000;
const PATIENCE_MS = 1_000;

/** Everything that `npm start` runs, and the order in which it comes up and goes down. */
export class LocalStack {
  private readonly stopping = new AbortController();
  private readonly programs = new Map<Restartable, SupervisedProcess<RunningProgram>>();
  private folder: HeldDataFolder | undefined;
  private database: Database | undefined;
  private starting: Promise<void> = Promise.resolve();
  private receiverPort = 0;

  constructor(
    private readonly settings: Settings,
    /** Handed to the processes; what is secret from them is taken out. */
    private readonly environment: NodeJS.ProcessEnv,
    private readonly say: (line: string) => void,
  ) {}

  get demoFile(): string {
    return this.folder?.demoFile ?? '';
  }

  get receiverUrl(): string {
    return `http://127.0.0.1:${this.receiverPort}`;
  }

  /** Brings everything up. Throws a problem whose message is a sentence, or whatever a bug throws; then `stop`. */
  start(): Promise<void> {
    this.starting = this.bringUp();
    return this.starting;
  }

  /** Ends a program on purpose; its next life begins at once, with what was built meanwhile. */
  async restart(name: Restartable): Promise<void> {
    await this.programs.get(name)?.restart();
  }

  /** Takes everything down, whatever of it is up, and the database last. */
  async stop(): Promise<void> {
    this.stopping.abort();
    // What is coming up is told first, so that the start comes to its end; then what came up meanwhile.
    await this.stopPrograms();
    await this.starting.catch(() => undefined);
    await this.stopPrograms();
    await this.database?.stop();
    this.folder?.hold.release();
  }

  /** Those that ask before those that are asked. */
  private async stopPrograms(): Promise<void> {
    await Promise.all([this.programs.get('api')?.stop(), this.programs.get('worker')?.stop()]);
    await this.programs.get('receiver')?.stop();
  }

  private async bringUp(): Promise<void> {
    const folder = prepareDataFolder(this.settings.dataDir);
    this.folder = folder;
    const patienceMs = folder.hold.takenOver ? PATIENCE_AFTER_KILL_MS : PATIENCE_MS;
    await untilPortIsFree(this.settings.apiPort, patienceMs, portIsFree);
    this.receiverPort = await this.chooseReceiverPort(folder, patienceMs);
    this.goOn();
    this.database = await startDatabase({ databaseUrl: this.settings.databaseUrl, dataDir: folder.postgresDir, say: this.say });
    this.goOn();
    await this.migrate(folder, this.database);
    await this.startPrograms(folder, this.database);
    await this.seed(folder);
    this.goOn();
  }

  private goOn(): void {
    this.stopping.signal.throwIfAborted();
  }

  private async chooseReceiverPort(folder: HeldDataFolder, patienceMs: number): Promise<number> {
    const kept = readReceiverPort(folder);
    if (kept !== undefined) {
      await untilPortIsFree(kept, patienceMs, portIsFree).catch(() => {
        throw new LocalProblem(`Port ${kept} is taken by another program, and the demo’s webhooks go there. Stop that program, or set COUNTERSIGN_DATA_DIR to another folder.`);
      });
      return kept;
    }
    const beside = this.settings.port + 1;
    const port = beside <= 65_535 && (await portIsFree(beside)) ? beside : await pickFreePort();
    keepReceiverPort(folder, port);
    return port;
  }

  private async migrate(folder: HeldDataFolder, database: Database): Promise<void> {
    const env = { ...this.environment, DATABASE_ADMIN_URL: database.adminUrl, SECRETS_FILE: folder.secretsFile };
    const { code, said } = await this.run(PROGRAMS.migrate, env, false);
    this.goOn();
    if (code !== 0) throw new LocalProblem(said.trim() || `The database could not be brought up to date (exit code ${code}).`);
  }

  private async startPrograms(folder: HeldDataFolder, database: Database): Promise<void> {
    const { settings } = this;
    const env: NodeJS.ProcessEnv = {
      ...this.environment,
      HOST: '127.0.0.1',
      COUNTERSIGN_URL: settings.publicUrl,
      COUNTERSIGN_DATA_DIR: settings.dataDir,
      SECRETS_FILE: folder.secretsFile,
      DATABASE_URL_BASE: database.baseUrl,
      ALLOWED_WEBHOOK_HOSTS: [this.environment['ALLOWED_WEBHOOK_HOSTS'], `127.0.0.1:${this.receiverPort}`].filter(Boolean).join(','),
      // Everybody on this machine comes from one address: limits per address would stop the demo's own people.
      TRIES_PER_ADDRESS_FACTOR: this.environment['TRIES_PER_ADDRESS_FACTOR'] ?? '50',
    };
    const receiverEnv = { ...this.environment, HOST: '127.0.0.1', PORT: String(this.receiverPort), RECEIVER_LOG_FILE: folder.receiverLogFile, RECEIVER_SECRET_FILE: folder.receiverSecretFile };
    await Promise.all([
      this.startProgram('receiver', 'The demo receiver', receiverEnv),
      this.startProgram('api', 'The API', { ...env, PORT: String(settings.apiPort) }),
      this.startProgram('worker', 'The worker', env),
    ]);
    this.goOn();
  }

  private async startProgram(key: Restartable, name: string, env: NodeJS.ProcessEnv): Promise<void> {
    const logFile = join(this.folder?.logsDir ?? '', `${key}.log`);
    const program = { name, script: PROGRAMS[key], env, logFile };
    const supervised = new SupervisedProcess({ name, launch: (signal) => launchNode(program, signal), say: this.say });
    this.programs.set(key, supervised);
    await supervised.start();
  }

  /** The demo's data. It finds out by itself what is already there, and shows its own progress. */
  private async seed(folder: HeldDataFolder): Promise<void> {
    if (!this.settings.demo || !existsSync(PROGRAMS.seed)) return;
    const env = {
      ...this.environment,
      COUNTERSIGN_URL: this.settings.publicUrl,
      COUNTERSIGN_DATA_DIR: this.settings.dataDir,
      RECEIVER_URL: `${this.receiverUrl}/hooks`,
      RECEIVER_SECRET_FILE: folder.receiverSecretFile,
    };
    const { code } = await this.run(PROGRAMS.seed, env, true);
    this.goOn();
    if (code !== 0) this.say('The demo could not be filled; Countersign itself runs. Its own words are above, and the next npm start tries again.');
  }

  private run(script: string, env: NodeJS.ProcessEnv, show: boolean): ReturnType<typeof runCommand> {
    return runCommand(script, env, { show, signal: this.stopping.signal });
  }
}
