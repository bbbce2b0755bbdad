import { isWholeText, looksLikeStatement, textOf, withoutComments } from './sql-text.mjs';

/**
 * Row security is the second line of defence. The first is the statement: every tenant table that it reads, joins or
 * writes needs its own mention of tenant_id. On a cluster a statement without it asks every shard, and some outer
 * joins without it crash the coordinator.
 */
const tableReference = /\b(?:from|join|update|into|using)\s+(?:only\s+|lateral\s+)?(?:"?\w+"?\.)?"?(\w+)"?/gi;

function tenantTablesIn(sql, tables) {
  return [...sql.matchAll(tableReference)].map((match) => match[1].toLowerCase()).filter((name) => tables.has(name));
}

/** @type {import('eslint').Rule.RuleModule} */
export const tenantInEveryStatement = {
  meta: {
    type: 'problem',
    docs: { description: 'An SQL text mentions tenant_id at least once per tenant table that it names.' },
    messages: {
      missing: "This statement names {{count}} tenant table(s) ({{tables}}) and tenant_id {{mentions}} time(s). Filter each of them, joined and nested ones too, by tenant_id = $n.",
    },
    schema: [{ type: 'object', properties: { tables: { type: 'array', items: { type: 'string' } } }, required: ['tables'], additionalProperties: false }],
  },
  create(context) {
    const tables = new Set(context.options[0].tables);
    function check(node) {
      const text = isWholeText(node) ? textOf(node) : undefined;
      if (text === undefined || !looksLikeStatement(text)) return;
      const sql = withoutComments(text);
      const named = tenantTablesIn(sql, tables);
      const mentions = (sql.match(/\btenant_id\b/gi) ?? []).length;
      if (named.length > mentions) {
        context.report({ node, messageId: 'missing', data: { count: String(named.length), tables: [...new Set(named)].join(', '), mentions: String(mentions) } });
      }
    }
    return { Literal: check, TemplateLiteral: check, BinaryExpression: check };
  },
};
