import { once } from 'node:events';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pickFreePort, startPostgres, type PostgresServer } from '@countersign/postgres';
import { createDatabase, end, environmentFor, launchApp, migrate, prepareFolder, untilReady, type App, type OwnStackOptions } from '../platform/own-stack.js';
import type { Life, Lives } from './fault-plan.js';

interface Running {
  readonly pid: number;
  readonly exited: Promise<unknown>;
  stop(): Promise<unknown>;
}

type Program = App | 'second worker' | 'postgres';

export interface KeptAliveOptions extends OwnStackOptions {
  /** How many workers there are; one where it is left out. */
  readonly workers?: 1 | 2;
  /** Arguments of Node.js for the workers. */
  readonly workerArguments?: readonly string[];
}

const restartDelayMs = 200;

/** PostgreSQL, API and worker as processes of their own; what dies is started again after 200 ms, for ever, and the file of lives says who is up. */
export class KeptAliveStack {
  readonly folder: string;
  private lives: Lives = {};
  private readonly running = new Map<Program, Running>();
  private readonly keeping: Promise<void>[] = [];
  private stopping = false;
  private env: NodeJS.ProcessEnv = {};
  private adminDatabaseUrl = '';

  constructor(private readonly options: KeptAliveOptions) {
    this.folder = prepareFolder(options.repository);
  }

  get livesFile(): string {
    return join(this.folder, 'lives.json');
  }

  get baseUrl(): string {
    return this.env.COUNTERSIGN_URL ?? '';
  }

  get adminUrl(): string {
    return this.adminDatabaseUrl;
  }

  async start(): Promise<void> {
    this.write();
    const databasePort = await pickFreePort();
    await this.keep('postgres', () => this.launchPostgres(databasePort), (server: PostgresServer) => createDatabase(server).then((url) => void (this.adminDatabaseUrl = url)));
    this.env = environmentFor(this.options, this.folder, this.adminUrl, await pickFreePort());
    await migrate(this.options.repository, { ...this.env, DATABASE_ADMIN_URL: this.adminUrl });
    const workers = this.options.workers === 2 ? (['worker', 'second worker'] as const) : (['worker'] as const);
    await Promise.all([this.keep('api', () => this.launchApp('api')), ...workers.map((name) => this.keep(name, () => this.launchApp('worker')))]);
  }

  /** Resolves when everything is up. */
  async healed(withinMs: number): Promise<boolean> {
    const deadlineMs = Date.now() + withinMs;
    while (Date.now() < deadlineMs) {
      if (this.lives.api && this.lives.worker && this.lives.postgres && (this.options.workers !== 2 || this.lives['second worker'])) return true;
      await pause(50);
    }
    return false;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([this.running.get('api')?.stop(), this.running.get('worker')?.stop(), this.running.get('second worker')?.stop()]);
    await this.running.get('postgres')?.stop();
    await Promise.all(this.keeping);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async keep<R extends Running>(program: Program, launch: () => Promise<R>, first: (running: R) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const running = await launch();
    await first(running);
    this.keeping.push(this.keepAlive(program, launch, running));
  }

  private async keepAlive(program: Program, launch: () => Promise<Running>, born: Running): Promise<void> {
    let running: Running | undefined = born;
    while (running !== undefined) {
      this.running.set(program, running);
      this.note(program, { pid: running.pid, readyAtMs: Date.now() });
      if (this.stopping) await running.stop();
      await running.exited;
      this.note(program, undefined);
      running = await this.relaunch(program, launch);
    }
  }

  private async relaunch(program: Program, launch: () => Promise<Running>): Promise<Running | undefined> {
    while (!this.stopping) {
      await pause(restartDelayMs);
      if (this.stopping) return undefined;
      try {
        return await launch();
      } catch (thrown) {
        this.options.say(`${program} did not start, trying again: ${thrown instanceof Error ? thrown.message.split('\n')[0] : 'it is not known why'}`);
      }
    }
    return undefined;
  }

  private launchPostgres(port: number): Promise<PostgresServer> {
    return startPostgres({ dataDir: join(this.folder, 'postgres'), port, log: this.options.say });
  }

  private async launchApp(app: App): Promise<Running> {
    const { repository, nodeArguments, workerArguments } = this.options;
    const child = launchApp({ app, repository, folder: this.folder, env: this.env, nodeArguments: app === 'api' ? nodeArguments : workerArguments });
    const exited = once(child, 'exit').catch(() => undefined);
    try {
      await untilReady(app, child, join(this.folder, `${app}.log`));
    } catch (thrown) {
      await end(child);
      throw thrown;
    }
    return { pid: child.pid ?? 0, exited, stop: () => end(child) };
  }

  private note(program: Program, life: Life | undefined): void {
    const { [program]: _ended, ...others } = this.lives;
    this.lives = life === undefined ? others : { ...others, [program]: life };
    if (!this.stopping) this.options.say(life === undefined ? `${program} ended` : `${program} is up`);
    this.write();
  }

  /** Whole or not at all: the killer reads it at any moment. */
  private write(): void {
    writeFileSync(`${this.livesFile}.new`, JSON.stringify(this.lives));
    renameSync(`${this.livesFile}.new`, this.livesFile);
  }
}
