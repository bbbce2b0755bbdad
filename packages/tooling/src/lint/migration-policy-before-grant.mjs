import { isWholeText, textOf, withoutComments } from './sql-text.mjs';

/**
 * A tenant table is born closed: row security enabled, forced and a policy made in the file that creates it, before
 * anybody is granted anything. Otherwise there is a moment, or a half-run migration, in which every tenant is open.
 */
const name = (table) => `(?:"?\\w+"?\\.)?"?${table}"?`;
const createTable = /create\s+table\s+(?:if\s+not\s+exists\s+)?(?:"?(\w+)"?\.)?"?(\w+)"?\s*\(/gi;

/**
 * Schemas whose tables name a tenant and are no tenant's: `entry` is how a tenant is found before one is entered. No
 * role but the owner is granted its tables; what may be asked of them are functions on an allow-list.
 */
const schemasBeforeTheTenant = new Set(['entry']);

/** The text between the parenthesis that opens at `open` and the one that closes it. */
function bodyFrom(sql, open) {
  let depth = 0;
  for (let at = open; at < sql.length; at += 1) {
    if (sql[at] === '(') depth += 1;
    if (sql[at] === ')') depth -= 1;
    if (depth === 0) return sql.slice(open, at);
  }
  return sql.slice(open);
}

/** The names of the tables with a tenant_id column that a migration's text creates, with where each is created. */
export function tenantTablesCreated(sql) {
  const clean = withoutComments(sql);
  return [...clean.matchAll(createTable)]
    .filter((match) => !schemasBeforeTheTenant.has((match[1] ?? '').toLowerCase()))
    .filter((match) => /\btenant_id\s+uuid\b/i.test(bodyFrom(clean, match.index + match[0].length - 1)))
    .map((match) => ({ table: match[2].toLowerCase(), at: match.index }));
}

function missingSteps(sql, { table, at }) {
  const after = sql.slice(at);
  const grant = after.search(new RegExp(`\\bgrant\\s[^;]*?\\bon\\s+(?:table\\s+)?(?:[^;]*?\\b${table}\\b|all\\s+tables)`, 'i'));
  const beforeGrant = grant < 0 ? after : after.slice(0, grant);
  const steps = [
    ['enable row level security', `alter\\s+table\\s+${name(table)}\\s+(?:[^;]*,\\s*)?enable\\s+row\\s+level\\s+security`],
    ['force row level security', `alter\\s+table\\s+${name(table)}\\s+(?:[^;]*,\\s*)?force\\s+row\\s+level\\s+security`],
    ['create policy', `create\\s+policy\\s+"?\\w+"?\\s+on\\s+${name(table)}(?![\\w"])`],
  ];
  return steps.filter(([, pattern]) => !new RegExp(pattern, 'i').test(beforeGrant)).map(([step]) => step);
}

/** @type {import('eslint').Rule.RuleModule} */
export const migrationPolicyBeforeGrant = {
  meta: {
    type: 'problem',
    docs: { description: 'A migration that creates a tenant table enables and forces row security and creates its policy before any grant.' },
    messages: { open: "Table '{{table}}' has tenant_id, but this file does not say '{{step}}' for it before the first grant." },
    schema: [],
  },
  create(context) {
    const texts = [];
    function collect(node) {
      const text = isWholeText(node) ? textOf(node) : undefined;
      if (text !== undefined) texts.push({ at: node.range[0], text });
    }
    return {
      Literal: collect,
      TemplateLiteral: collect,
      BinaryExpression: collect,
      'Program:exit'(program) {
        const sql = withoutComments(texts.sort((a, b) => a.at - b.at).map(({ text }) => text).join(';\n'));
        for (const created of tenantTablesCreated(sql)) {
          for (const step of missingSteps(sql, created)) context.report({ node: program, messageId: 'open', data: { table: created.table, step } });
        }
      },
    };
  },
};
