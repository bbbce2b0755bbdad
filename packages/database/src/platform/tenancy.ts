import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import type { Cost, Sql, Statement } from './sql.js';
import type { TenantShares } from './tenant-shares.js';
import { Trip, type Asked } from './trip.js';
import { Tx } from './tx.js';

/** Whose rows: the tenant comes from the session or the job, never from a path, body or header. */
export interface TenantActor {
  readonly tenantId: string;
}

/** Who reads by what was known of them before: `confirm` asks whether it is still so, in the trip of whatever is read first, and fails where it is not. */
export interface Reader extends TenantActor {
  confirm?(tx: Tx): Promise<void>;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const beginChange = { name: 'begin', text: 'begin' };
const beginRead = { name: 'begin read', text: 'begin isolation level repeatable read read only' };
const enter = { name: 'enter', text: 'select app.enter_tenant($1)' };
const commit = { name: 'commit', text: 'commit' };

/** More of a tenant's transactions are under way than its share of the connections lets in. Nothing was begun. */
export class TenantCrowded extends Error {
  override readonly name = 'TenantCrowded';
}

/**
 * The only way from the pool to a table. `run` opens a transaction, enters the tenant first, and hands out `tx`;
 * repositories exist only on it. Commits when `work` returns, rolls back when it throws.
 */
export class Tenancy {
  /** Set while a transaction is open: one inside another could be another tenant's, and would wait for a second connection while holding one. */
  private readonly inside = new AsyncLocalStorage<true>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly onCost: (cost: Cost) => void = () => undefined,
    /** Of the connections: where one tenant's calls wait for each other, such as for one row, another tenant still finds a connection. */
    private readonly shares: TenantShares | null = null,
  ) {}

  run<T>(actor: TenantActor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transact(beginChange, actor, work);
  }

  /** One snapshot for everything a screen shows, and for whether its reader may see it. */
  read<T>(actor: Reader, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transact(beginRead, actor, async (tx) => {
      const [confirmed, read] = await Promise.allSettled([actor.confirm?.(tx), work(tx)]);
      if (confirmed.status === 'rejected') throw confirmed.reason;
      if (read.status === 'rejected') throw read.reason;
      return read.value;
    });
  }

  private async transact<T>(begin: Statement, actor: TenantActor, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!uuid.test(actor.tenantId)) throw new Error('a transaction needs the id of its tenant');
    if (this.inside.getStore()) throw new Error('a transaction is open already: use its tx');
    if (this.shares && !(await this.shares.enter(actor.tenantId))) throw new TenantCrowded('no connection of the tenant’s share was free in time');
    try {
      return await this.onConnection(begin, actor, work);
    } finally {
      this.shares?.leave(actor.tenantId);
    }
  }

  private async onConnection<T>(begin: Statement, actor: TenantActor, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const session = new Session(runner, client, actor.tenantId);
    let healthy = true;
    try {
      session.open(begin);
      const result = await this.inside.run(true, () => work(new Tx(session)));
      await session.commit();
      return result;
    } catch (error) {
      healthy = await session.rollBack();
      throw error;
    } finally {
      this.onCost(session.cost);
      // A connection whose state is not known is closed, never given to somebody else.
      if (healthy) await runner.release();
      else await discard(runner);
    }
  }
}

/** TypeORM gives a connection up, rather than back, only where it is told of an error on it; one whose error it heard itself is gone already. */
async function discard(runner: QueryRunner): Promise<void> {
  const { releasePostgresConnection } = runner as QueryRunner & { releasePostgresConnection(error: Error): Promise<void> };
  await releasePostgresConnection.call(runner, new Error('the state of this connection is not known'));
}

/** One transaction on one connection. What is asked in the same breath goes in one trip, and opening goes with whatever is asked first. */
class Session implements Sql {
  readonly cost: Cost = { statements: 0, roundTrips: 0 };
  private readonly deferred: { readonly statement: Statement; readonly values: readonly unknown[] }[] = [];
  private leaving: Asked[] = [];
  private opened: Promise<unknown> | null = null;
  private sent = false;
  private over = false;

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
    readonly tenantId: string,
  ) {}

  /** Opens the transaction and enters the tenant, with the first trip. */
  open(begin: Statement): void {
    this.opened = Promise.all([this.ask(begin, []), this.ask(enter, [this.tenantId])]);
    // Whoever waits for the same trip is told as well.
    this.opened.catch(() => undefined);
    this.cost.statements -= 1;
  }

  async rows<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const rows = this.ask(statement, [this.tenantId, ...values]);
    if (this.leaving.length > 0) process.nextTick(() => this.leave());
    return (await rows) as Row[];
  }

  defer(statement: Statement, values: readonly unknown[]): void {
    this.deferred.push({ statement, values: [this.tenantId, ...values] });
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    if (this.over) throw new Error('the transaction is over');
    this.leave();
    this.cost.statements += 1;
    this.cost.roundTrips += 1;
    return this.runner.manager.getRepository(entity);
  }

  /** Writes what was put off and commits, in one trip: the server skips the commit where a write before it fails. */
  async commit(): Promise<void> {
    const writes = this.deferred.map(({ statement, values }) => this.ask(statement, values));
    const all = Promise.all([this.opened, ...writes, this.ask(commit, [])]);
    this.leave();
    this.over = true;
    await all;
  }

  /** Whether the connection is known to be clean afterwards. */
  async rollBack(): Promise<boolean> {
    this.over = true;
    for (const { reject } of this.leaving.splice(0)) reject(new Error('the transaction is over'));
    if (!this.sent) return true;
    try {
      await this.client.query('rollback');
      return true;
    } catch {
      return false;
    }
  }

  private ask(statement: Statement, values: readonly unknown[]): Promise<unknown[]> {
    if (this.over) return Promise.reject(new Error('the transaction is over'));
    this.cost.statements += 1;
    return new Promise((resolve, reject) => this.leaving.push({ statement, values, resolve, reject }));
  }

  private leave(): void {
    if (this.leaving.length === 0) return;
    this.sent = true;
    this.cost.roundTrips += 1;
    this.client.query(new Trip(this.leaving));
    this.leaving = [];
  }
}
