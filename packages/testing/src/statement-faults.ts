import { loadModule, parseSync, parsePlPgSQLSync } from 'libpg-query';

/** What the rule needs to know of the database. */
export interface StatementRules {
  /** Tables with a tenant_id, as `schema.name`. */
  readonly tenantTables: ReadonlySet<string>;
  /** Functions that take the tenant, as `schema.name`, and at which place. */
  readonly tenantFunctions: ReadonlyMap<string, number>;
  /** Names that stand for the tenant inside a function's body. */
  readonly parameters?: readonly string[];
}

type Node = Readonly<Record<string, unknown>>;
type Found = (fault: string) => void;

interface Scope {
  readonly relations: { readonly table: string | null; readonly alias: string }[];
  readonly conditions: Node[];
}

/** PostgreSQL's own parser, compiled to WebAssembly; to be awaited once before anything is judged. */
export const loadParser = (): Promise<void> => loadModule();

/**
 * R09, R22 to R24, R27: every tenant table that a statement names, in whatever sub-select, is bound by `tenant_id = $n` right there; rows are
 * added under a tenant that is a parameter; nothing asks the planner or the catalogue, notifies with content, or holds a session's lock.
 */
export function statementFaults(sql: string, rules: StatementRules): string[] {
  const faults = new Set<string>();
  for (const { stmt } of (parseSync(sql) as unknown as { stmts?: { stmt: Node }[] }).stmts ?? []) judgeNode(stmt, rules, (fault) => faults.add(fault));
  return [...faults];
}

/** The same of a function's body. Expressions without a table are nothing to judge. */
export function functionFaults(definition: string, language: string, body: string, rules: StatementRules): string[] {
  if (language === 'sql') return statementFaults(body, rules);
  const faults: string[] = [];
  for (const query of queriesIn(parsePlPgSQLSync(definition))) {
    // An assignment is `name := expression`, and a condition is a bare expression.
    const expression = query.replace(/^\s*[\w.]+\s*:?=\s*/, '');
    const text = [query, `select ${expression}`, `select (${expression})`].find(isStatement);
    if (text === undefined) faults.push(`cannot be read: ${query}`);
    else faults.push(...statementFaults(text, rules));
  }
  return [...new Set(faults)];
}

function isStatement(text: string): boolean {
  try {
    return parseSync(text) !== undefined;
  } catch {
    return false;
  }
}

function queriesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(queriesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === 'query' && typeof child === 'string' ? [child] : queriesIn(child)));
}

const selects: Readonly<Record<string, (node: Node, rules: StatementRules, found: Found) => void>> = { SelectStmt: judgeSelect, UpdateStmt: judgeUpdate, DeleteStmt: judgeDelete, InsertStmt: judgeInsert };
const refused: Readonly<Record<string, string>> = { ExplainStmt: 'asks the planner', CopyStmt: 'copies past the application', LockStmt: 'locks a whole table', TruncateStmt: 'empties a table', MergeStmt: 'merges, which a cluster refuses', DoStmt: 'runs code made up on the way' };

/** Goes down until a statement opens a scope of its own. */
function judgeNode(value: unknown, rules: StatementRules, found: Found): void {
  if (Array.isArray(value)) for (const child of value) judgeNode(child, rules, found);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, child] of Object.entries(value as Node)) {
    const judge = selects[key];
    if (judge) judge(child as Node, rules, found);
    else {
      if (refused[key] !== undefined) found(refused[key]);
      if (key === 'NotifyStmt' && (child as Node).payload !== undefined) found('notifies with content, which any role can hear');
      if (key === 'FuncCall') judgeCall(child as Node, rules, found);
      judgeNode(child, rules, found);
    }
  }
}

function judgeSelect(node: Node, rules: StatementRules, found: Found): void {
  if (node.larg !== undefined) {
    judgeSelect(node.larg as Node, rules, found);
    judgeSelect(node.rarg as Node, rules, found);
    judgeNode([node.withClause, node.sortClause], rules, found);
    return;
  }
  judgeScope(scopeOf([node.fromClause], node.whereClause), rules, found);
  judgeNode({ ...node }, rules, found);
}

function judgeUpdate(node: Node, rules: StatementRules, found: Found): void {
  judgeScope(scopeOf([{ RangeVar: node.relation }, node.fromClause], node.whereClause), rules, found);
  for (const target of (node.targetList ?? []) as Node[]) if ((target.ResTarget as Node | undefined)?.name === 'tenant_id') found('moves a row to another tenant');
  judgeNode({ ...node }, rules, found);
}

function judgeDelete(node: Node, rules: StatementRules, found: Found): void {
  judgeScope(scopeOf([{ RangeVar: node.relation }, node.usingClause], node.whereClause), rules, found);
  judgeNode({ ...node }, rules, found);
}

function judgeInsert(node: Node, rules: StatementRules, found: Found): void {
  const table = tableOf(node.relation as Node);
  judgeNode({ ...node }, rules, found);
  if (table === null || !rules.tenantTables.has(table)) return;
  const at = ((node.cols ?? []) as Node[]).findIndex((column) => (column.ResTarget as Node).name === 'tenant_id');
  const select = (node.selectStmt as Node | undefined)?.SelectStmt as Node | undefined;
  const rows = ((select?.valuesLists ?? []) as Node[]).map((row) => ((row.List as Node).items as Node[])[at]);
  const given = rows.length > 0 ? rows : [(((select?.targetList ?? []) as Node[])[at]?.ResTarget as Node | undefined)?.val as Node | undefined];
  if (at < 0 || !given.every((value) => isTenant(value, rules))) found(`${table}: rows are added without the tenant as a parameter`);
  const clause = node.onConflictClause as Node | undefined;
  const elements = ((clause?.infer as Node | undefined)?.indexElems ?? []) as Node[];
  if (elements.length > 0 && !elements.some((element) => (element.IndexElem as Node).name === 'tenant_id')) found(`${table}: a conflict is looked for across tenants`);
}

function judgeScope({ relations, conditions }: Scope, rules: StatementRules, found: Found): void {
  for (const { table, alias } of relations) {
    if (table === null) continue;
    if (/^(pg_catalog|information_schema)\.|^\?\.pg_/.test(table)) found(`${table}: asks the catalogue, which knows of all tenants`);
    if (!rules.tenantTables.has(table)) continue;
    const bound = conditions.some((condition) => binds(condition, alias, relations.length === 1, rules));
    if (!bound) found(`${table}: is not bound by tenant_id = $n`);
  }
}

function judgeCall(node: Node, rules: StatementRules, found: Found): void {
  const name = textsOf(node.funcname).join('.');
  const bare = name.replace(/^pg_catalog\./, '');
  if (bare === 'pg_notify') found('notifies with content, which any role can hear');
  if (/^pg_(try_)?advisory_(?!xact)/.test(bare)) found("takes a session's lock");
  if (/^(dblink|pg_read_|lo_import|lo_export|query_to_xml|table_to_xml|set_config$|pg_stat_)/.test(bare)) found(`calls ${bare}`);
  const at = rules.tenantFunctions.get(name);
  if (at !== undefined && !isTenant(((node.args ?? []) as Node[])[at], rules)) found(`${name}: is not given the tenant as a parameter`);
}

/** The tables of one FROM and everything that must hold for a row of it; sub-selects are scopes of their own. */
function scopeOf(from: readonly unknown[], where: unknown): Scope {
  const scope: Scope = { relations: [], conditions: [] };
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const node = value as Node;
    if (node.RangeVar) {
      const relation = node.RangeVar as Node;
      scope.relations.push({ table: tableOf(relation), alias: String((relation.alias as Node | undefined)?.aliasname ?? relation.relname) });
    }
    const join = node.JoinExpr as Node | undefined;
    if (join) {
      walk([join.larg, join.rarg]);
      scope.conditions.push(...conjunctsOf(join.quals));
    }
  };
  walk(from);
  scope.conditions.push(...conjunctsOf(where));
  return scope;
}

function conjunctsOf(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const bool = (value as Node).BoolExpr as Node | undefined;
  return bool?.boolop === 'AND_EXPR' ? ((bool.args ?? []) as unknown[]).flatMap(conjunctsOf) : [value as Node];
}

function binds(condition: Node, alias: string, alone: boolean, rules: StatementRules): boolean {
  const compared = condition.A_Expr as Node | undefined;
  if (compared?.kind !== 'AEXPR_OP' || textsOf(compared.name).join('') !== '=') return false;
  const names = (side: unknown) => {
    const fields = textsOf(((side as Node).ColumnRef as Node | undefined)?.fields);
    return fields.at(-1) === 'tenant_id' && (fields.length === 1 ? alone : fields.at(-2) === alias);
  };
  const [left, right] = [compared.lexpr as Node, compared.rexpr as Node];
  return (names(left) && isTenant(right, rules)) || (names(right) && isTenant(left, rules));
}

function isTenant(value: Node | undefined, { parameters = [] }: StatementRules): boolean {
  if (!value) return false;
  if (value.TypeCast) return isTenant((value.TypeCast as Node).arg as Node, { parameters } as StatementRules);
  if (value.ParamRef) return true;
  const fields = textsOf((value.ColumnRef as Node | undefined)?.fields);
  return fields.length === 1 && parameters.includes(fields[0] ?? '');
}

const tableOf = (relation: Node): string | null => (typeof relation.relname === 'string' ? `${String(relation.schemaname ?? '?')}.${relation.relname}` : null);
const textsOf = (nodes: unknown): string[] => (Array.isArray(nodes) ? nodes.map((node) => String(((node as Node).String as Node | undefined)?.sval ?? '')) : []);
