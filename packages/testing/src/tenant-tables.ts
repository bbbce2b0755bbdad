import type { TestDatabase } from './test-database.js';

/** A table with a tenant_id, as the catalogue describes it. */
export interface TenantTable {
  readonly name: string;
  readonly oid: number;
  /** Columns that an insert can name. */
  readonly columns: readonly string[];
}

/** Every table with a tenant_id, of every schema: one that is new tomorrow is here tomorrow. */
export function tenantTables(database: Pick<TestDatabase, 'look'>): Promise<TenantTable[]> {
  return database.look<TenantTable>(`
    select n.nspname || '.' || c.relname as name, c.oid::int, array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
       and exists (select 1 from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id' and not t.attisdropped)
     group by n.nspname, c.relname, c.oid order by name`);
}
