import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities.js';
import type { Cost } from './sql.js';
import { Trip } from './trip.js';
import { endWhereSilent } from './silence.js';

export interface PoolOptions {
  readonly url: string;
  readonly connectionsMax: number;
  readonly applicationName: string;
  /** Behind a pooler that gives each transaction another connection, such as PgBouncer in transaction mode. */
  readonly behindPooler?: boolean;
  /** How long a connection may say nothing while an answer is waited for; longer than the server lets a statement of its role last. Whoever waits is told then, and the connection is given up. */
  readonly silentMs?: number;
  /** Told of every statement that a plain pool sends. */
  readonly onCost?: ((cost: Cost) => void) | undefined;
}

/**
 * A new connection plans every statement anew, some for tens of milliseconds, and reads the catalogue first: the driver's ten seconds would make
 * whoever comes after a short pause wait for that.
 */
const idleTimeoutMillis = 10 * 60_000;
/** The server lets a statement of the worker's last for 30 seconds (roles.ts), and answers of several that are sent together may come together. */
const silentMsDefault = 90_000;
/** A connection on which nothing comes any more while nobody waits for anything is found out by the system: asked after so long, and given up a few askings later. */
const keepAliveInitialDelayMillis = 10_000;

/** The one way in for the application: a pool under a role that cannot bypass row security, reached only by `Tenancy`. */
export async function openDataSource(options: PoolOptions): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    entities,
    // A cache keyed by SQL and parameters alone would serve one tenant's rows to another.
    cache: false,
    synchronize: false,
    // Errors reach us as query errors; a dropped idle connection is only replaced.
    poolErrorHandler: () => undefined,
    extra: { max: options.connectionsMax, application_name: options.applicationName, connectionTimeoutMillis: 5000, idleTimeoutMillis, keepAlive: true, keepAliveInitialDelayMillis, ...clientFor(options) },
  });
  return dataSource.initialize();
}

/** A plain pool, for the sign-in library and for what is found before a tenant is known. */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString: options.url, max: options.connectionsMax, application_name: options.applicationName, connectionTimeoutMillis: 5000, idleTimeoutMillis, keepAlive: true, keepAliveInitialDelayMillis, ...clientFor(options) });
  pool.on('error', () => undefined);
  if (options.onCost) meterPool(pool, options.onCost);
  // A connection that the server ends while somebody has it tells its holder by the next statement; without a listener it would end the process too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The driver's own `query_timeout` tells whoever waits and leaves the connection as it is: in the pool, and with an answer to come that nobody knows (brianc/node-postgres, issue 3399). */
const clientFor = ({ behindPooler, silentMs = silentMsDefault }: PoolOptions) => {
  const Base = behindPooler ? NamelessClient : pg.Client;
  return {
    Client: class extends Base {
      constructor(config?: string | pg.ClientConfig) {
        super(config);
        this.once('connect', () => endWhereSilent(this, silentMs));
      }
    },
  };
};

/** Prepares no statement by name: the connection that meets the name next time need not be the one that knows it. */
class NamelessClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...values: unknown[]) => unknown;
    this.query = ((asked: unknown, ...values: unknown[]) => send(withoutName(asked), ...values)) as typeof this.query;
  }
}

function withoutName(asked: unknown): unknown {
  if (asked instanceof Trip) return asked.unnamed();
  return typeof asked === 'object' && asked !== null && 'name' in asked && 'text' in asked ? { ...asked, name: undefined } : asked;
}

/** Counts where a statement is asked for: a pool that is busy sends it later, in the context of whoever gives a connection back. */
function meterPool(pool: pg.Pool, onCost: (cost: Cost) => void): void {
  const one = () => onCost({ statements: 1, roundTrips: 1 });
  const query = pool.query.bind(pool) as (...values: unknown[]) => unknown;
  pool.query = ((...values: unknown[]) => {
    one();
    return query(...values);
  }) as typeof pool.query;
  // The pool itself takes connections with a callback, to send what was counted above.
  const taken = new WeakSet<pg.ClientBase>();
  const connect = pool.connect.bind(pool);
  pool.connect = ((done?: Parameters<typeof connect>[0]) => {
    if (done) return connect(done);
    return connect().then((client) => {
      taken.add(client);
      return client;
    });
  }) as typeof pool.connect;
  pool.on('release', (_error, client) => void taken.delete(client));
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...values: unknown[]) => unknown;
    client.query = ((...values: unknown[]) => {
      if (taken.has(client)) one();
      return send(...values);
    }) as typeof client.query;
  });
}

export type DatabasePool = pg.Pool;
