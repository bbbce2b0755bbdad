import { AsyncLocalStorage } from 'node:async_hooks';
import type { PoolClient } from 'pg';
import type { DataSource, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import type { Cost, Sql, Statement } from './sql.js';
import { Tx } from './tx.js';

/** Whose rows: the tenant comes from the session or the job, never from a path, body or header. */
export interface TenantActor {
  readonly tenantId: string;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const readOnly = 'begin isolation level repeatable read read only';

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
  ) {}

  run<T>(actor: TenantActor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transact('begin', actor, work);
  }

  /** One snapshot for everything a screen shows. */
  read<T>(actor: TenantActor, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transact(readOnly, actor, work);
  }

  private async transact<T>(begin: string, actor: TenantActor, work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!uuid.test(actor.tenantId)) throw new Error('a transaction needs the id of its tenant');
    if (this.inside.getStore()) throw new Error('a transaction is open already: use its tx');
    const runner = this.dataSource.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const session = new Session(runner, client, actor.tenantId);
    let healthy = true;
    try {
      // One trip: a literal string, into which goes nothing but an id checked by pattern.
      await session.send(`${begin}; select app.enter_tenant('${actor.tenantId}')`);
      const result = await this.inside.run(true, () => work(new Tx(session)));
      await session.flush();
      await session.send('commit');
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

const batchMax = 40;

/** One transaction on one connection. */
class Session implements Sql {
  readonly cost: Cost = { statements: 0, roundTrips: 0 };
  private readonly deferred: { readonly writer: string; readonly change: object }[] = [];

  constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
    readonly tenantId: string,
  ) {}

  async send(text: string): Promise<void> {
    this.count();
    await this.client.query(text);
  }

  async rows<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    this.count();
    const result = await this.client.query({ name: statement.name, text: statement.text, values: [this.tenantId, ...values] });
    return result.rows as Row[];
  }

  defer(writer: 'save_run' | 'conclude', change: object): void {
    this.deferred.push({ writer, change });
  }

  async flush(): Promise<void> {
    // In batches: the name of a prepared statement holds 63 characters, and one change may resume hundreds of requests.
    for (let start = 0; start < this.deferred.length; start += batchMax) await this.flushBatch(this.deferred.slice(start, start + batchMax));
  }

  private async flushBatch(batch: readonly { readonly writer: string; readonly change: object }[]): Promise<void> {
    const calls = batch.map(({ writer }, index) => `app.${writer}($1, $${index + 2})`);
    const initials = batch.map(({ writer }) => writer.charAt(0)).join('');
    await this.rows({ name: `flush ${initials}`, text: `select ${calls.join(', ')}` }, batch.map(({ change }) => JSON.stringify(change)));
    this.cost.statements += batch.length - 1;
  }

  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    this.count();
    return this.runner.manager.getRepository(entity);
  }

  /** Whether the connection is known to be clean afterwards. */
  async rollBack(): Promise<boolean> {
    try {
      await this.client.query('rollback');
      return true;
    } catch {
      return false;
    }
  }

  private count(): void {
    this.cost.statements += 1;
    this.cost.roundTrips += 1;
  }
}
