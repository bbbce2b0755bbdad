import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { tenantTablesCreated } from './migration-policy-before-grant.mjs';

/**
 * The tenant tables that the migrations create, read from their text: a new table is covered by the statement rule
 * the day it is created, and nobody keeps a list.
 * @param {string} folder absolute path of the migrations
 * @returns {string[]} lower-case names, sorted
 */
export function listTenantTables(folder) {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  const tables = [...new Set(files.flatMap(({ name }) => tenantTablesCreated(readFileSync(join(folder, name), 'utf8')).map(({ table }) => table)))].sort();
  // An empty list would switch the statement rule off without a word.
  if (tables.length === 0) throw new Error(`No tenant table was found in the migrations of ${folder}.`);
  return tables;
}
