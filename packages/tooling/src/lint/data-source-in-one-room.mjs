/**
 * A DataSource is the way from the pool to a table that passes no tenant. Only packages/database/src/platform may say
 * the word, as a value or as a type; everybody else is handed a transaction.
 */

/** @type {import('eslint').Rule.RuleModule} */
export const dataSourceInOneRoom = {
  meta: {
    type: 'problem',
    docs: { description: 'Nobody but packages/database/src/platform names DataSource.' },
    messages: { named: 'Only packages/database/src/platform names {{name}}. Take the transaction that tenancy.run hands out.' },
    schema: [],
  },
  create(context) {
    const pathless = new Set(['DataSource', 'InjectDataSource', 'InjectRepository']);
    return {
      Identifier(node) {
        if (pathless.has(node.name)) context.report({ node, messageId: 'named', data: { name: node.name } });
      },
    };
  },
};
