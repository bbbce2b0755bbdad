import type { SentStatement } from './statement-log.js';
import { functionFaults, loadParser, statementFaults, type StatementRules } from './statement-faults.js';
import type { TestDatabase } from './test-database.js';
import { tenantTables } from './tenant-tables.js';

type Look = Pick<TestDatabase, 'look'>;

const functions = `
  select format('%s.%s', n.nspname, p.proname) as name, p.prosrc as body, l.lanname as language, pg_get_functiondef(p.oid) as definition, coalesce(p.proargnames, '{}') as parameters
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_language l on l.oid = p.prolang where n.nspname in ('app', 'entry')`;
const tenantNames = ['t', 'in_tenant'];

interface Described {
  readonly name: string;
  readonly body: string;
  readonly language: string;
  readonly definition: string;
  readonly parameters: readonly string[];
}

/** What the rule needs to know, from the catalogue. */
export async function statementRules(database: Look): Promise<StatementRules> {
  const tables = await tenantTables(database);
  const described = await database.look<Described>(functions);
  // Entering is where the tenant comes from; it is checked by pattern, and stands in the text.
  const places = described.map(({ name, parameters }) => [name, parameters.findIndex((parameter) => tenantNames.includes(parameter))] as const).filter(([name, at]) => at >= 0 && name !== 'app.enter_tenant');
  return { tenantTables: new Set(tables.map(({ name }) => name)), tenantFunctions: new Map(places) };
}

/** What is wrong with the statements that were sent, in words. */
export async function sentFaults(database: Look, sent: readonly SentStatement[]): Promise<string[]> {
  await loadParser();
  const rules = await statementRules(database);
  return sent.flatMap(({ role, text, inTransaction }) => {
    // The sign-in library looks at its own tables' columns when it starts, as a role that has no right on a tenant's.
    const faults = statementFaults(text, rules).filter((fault) => role !== 'cs_identity' || !fault.includes('asks the catalogue'));
    if (inTransaction && /^\s*(notify|listen)\b/i.test(text)) faults.push('notifies from the transaction of a tenant');
    return faults.map((fault) => `${role}: ${fault}, in: ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`);
  });
}

/** What is wrong inside the functions that run under the caller's row security. Those of `entry` find a tenant; they have a list of their own. */
export async function bodyFaults(database: Look): Promise<string[]> {
  await loadParser();
  const rules = await statementRules(database);
  const described = (await database.look<Described>(functions)).filter(({ name }) => name.startsWith('app.') && name !== 'app.enter_tenant');
  if (described.length === 0) return ['the functions were not found'];
  return described.flatMap(({ name, language, definition, body, parameters }) => functionFaults(definition, language, body, { ...rules, parameters: tenantNames.filter((parameter) => parameters.includes(parameter)) }).map((fault) => `${name}: ${fault}`));
}
