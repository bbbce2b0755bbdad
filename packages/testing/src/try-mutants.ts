import { describeSchema } from '@countersign/database/platform';
import pg from 'pg';
import { catalogueRules } from './catalogue-rules.js';
import { askingInside, tableFaults, tenantRoles } from './isolation-faults.js';
import type { Mutant } from './policy-mutants.js';
import { tenantReferences, tryReference, type Reference } from './reference-faults.js';
import { tenantTables, type TenantTable } from './tenant-tables.js';
import type { TestDatabase } from './test-database.js';

/** Who noticed a mutant: a rule of the catalogue, a tenant that reached another's row, or, where neither did, the kept description of the schema. */
export interface Noticed {
  readonly mutant: Mutant;
  readonly byRules: readonly string[];
  readonly byBehaviour: boolean;
  readonly byDescription: boolean;
}

export const isNoticed = ({ byRules, byBehaviour, byDescription }: Noticed) => byRules.length > 0 || byBehaviour || byDescription;

interface Lab {
  readonly client: pg.Client;
  readonly inside: TestDatabase;
  readonly tables: readonly TenantTable[];
  readonly references: readonly Reference[];
  readonly description: string;
  readonly a: string;
  readonly b: string;
}

/**
 * Does each mutant in a transaction of its own, asks the very proofs that the suite asks, and rolls it back. Without a mutant
 * every proof must be silent, or what they say of one proves nothing; the first step sees to that.
 */
export async function tryMutants(database: TestDatabase, { a, b }: { readonly a: string; readonly b: string }, mutants: readonly Mutant[], onTried: (tried: number) => void = () => undefined): Promise<Noticed[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    const inside: TestDatabase = { ...database, look: async <Row extends object>(sql: string, values: readonly unknown[] = []) => (await client.query<Row>(sql, [...values])).rows };
    const tables = await tenantTables(inside);
    const lab: Lab = { client, inside, tables, references: await tenantReferences(inside, tables), description: await describeSchema(client), a, b };
    const unharmed = { kind: 'none', table: null, says: 'nothing is changed', sql: 'select 1' };
    const silent = await tryMutant(lab, unharmed);
    if (isNoticed(silent)) throw new Error(`something is noticed where nothing was changed: ${JSON.stringify(silent)}`);
    const noticed: Noticed[] = [];
    for (const mutant of mutants) {
      noticed.push(await tryMutant(lab, mutant));
      onTried(noticed.length);
    }
    return noticed;
  } finally {
    await client.end();
  }
}

async function tryMutant(lab: Lab, mutant: Mutant): Promise<Noticed> {
  await lab.client.query('begin');
  try {
    await lab.client.query(mutant.sql);
    const byRules: string[] = [];
    for (const [rule, faults] of Object.entries(catalogueRules)) if ((await faults(lab.inside)).length > 0) byRules.push(rule);
    const byBehaviour = await reaches(lab, mutant);
    const byDescription = byRules.length === 0 && !byBehaviour && (await describeSchema(lab.client)) !== lab.description;
    return { mutant, byRules, byBehaviour, byDescription };
  } finally {
    await lab.client.query('rollback');
  }
}

/** Whether a tenant reaches, or may name, a row of the other's in the tables that the mutant is about. */
async function reaches({ client, tables, references, a, b }: Lab, { table, kind }: Mutant): Promise<boolean> {
  if (kind.startsWith('role')) return false;
  for (const each of tables) {
    if (each.name !== table || !each.name.startsWith('app.')) continue;
    for (const role of tenantRoles) if ((await tableFaults(askingInside(client, role), { role, table: each, a, b })).length > 0) return true;
  }
  for (const reference of references) {
    if (reference.table.name === table && kind.startsWith('reference') && (await tryReference(client, reference, { a, b, inside: true })) !== null) return true;
  }
  return false;
}
