import pg from 'pg';
import { DataSource } from 'typeorm';
import { entities } from './entities.js';

export interface PoolOptions {
  readonly url: string;
  readonly connectionsMax: number;
  readonly applicationName: string;
  /** Schema that unqualified names are looked up in, for a library that cannot be told. */
  readonly searchPath?: string;
}

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
    extra: { max: options.connectionsMax, application_name: options.applicationName, connectionTimeoutMillis: 5000, keepAlive: true },
  });
  return dataSource.initialize();
}

/** A plain pool, for the sign-in library and for what is found before a tenant is known. */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({ connectionString: options.url, max: options.connectionsMax, application_name: options.applicationName, connectionTimeoutMillis: 5000, keepAlive: true, ...(options.searchPath && { options: `-c search_path=${options.searchPath}` }) });
  pool.on('error', () => undefined);
  return pool;
}

export type DatabasePool = pg.Pool;
