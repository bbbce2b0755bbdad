import { isWholeText, looksLikeStatement, textOf } from './sql-text.mjs';

/**
 * SQL is a constant; values travel as parameters. What may stand inside a template are constants of ours
 * (a column list in CONSTANT_CASE) and, in statements that take no parameter (CREATE ROLE), a quoting function.
 */
const constantCase = /^[A-Z][A-Z0-9_]*$/;
const quotingFunction = /^(quote|escape)(Identifier|Literal)$/;

function isSafe(expression) {
  if (expression.type === 'Identifier') return constantCase.test(expression.name);
  if (expression.type === 'MemberExpression' && !expression.computed) return constantCase.test(expression.property.name);
  if (expression.type === 'CallExpression') {
    const callee = expression.callee.type === 'MemberExpression' ? expression.callee.property : expression.callee;
    return callee.type === 'Identifier' && quotingFunction.test(callee.name);
  }
  return false;
}

function unsafeParts(node) {
  if (node.type === 'TemplateLiteral') return node.expressions.filter((expression) => !isSafe(expression));
  if (node.type === 'BinaryExpression' && node.operator === '+') return [node.left, node.right].flatMap(unsafeParts);
  return node.type === 'Literal' || isSafe(node) ? [] : [node];
}

function isText(node) {
  return node.type === 'TemplateLiteral' || (node.type === 'BinaryExpression' && node.operator === '+');
}

/** @type {import('eslint').Rule.RuleModule} */
export const noNestedTemplateSql = {
  meta: {
    type: 'problem',
    docs: { description: 'No SQL is built from values: parameters, CONSTANT_CASE fragments, or a quoting function.' },
    messages: { built: 'This SQL is built from a value. Pass it as a parameter ($1), or name a constant fragment in CONSTANT_CASE.' },
    schema: [],
  },
  create(context) {
    const judged = new Set();
    function judge(node) {
      if (judged.has(node)) return;
      judged.add(node);
      for (const part of unsafeParts(node)) context.report({ node: part, messageId: 'built' });
    }
    function checkText(node) {
      const text = isWholeText(node) ? textOf(node) : undefined;
      if (text !== undefined && looksLikeStatement(text)) judge(node);
    }
    return {
      CallExpression(node) {
        const callee = node.callee.type === 'MemberExpression' && !node.callee.computed ? node.callee.property.name : '';
        const statement = node.arguments[0];
        if (callee === 'query' && statement !== undefined && isText(statement)) judge(statement);
      },
      TemplateLiteral: checkText,
      BinaryExpression: checkText,
    };
  },
};
