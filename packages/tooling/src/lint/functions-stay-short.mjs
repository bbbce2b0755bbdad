import { builtinRules } from 'eslint/use-at-your-own-risk';

/**
 * ESLint's own length rule, except for the callback of `describe`: it is a chapter, not a function. What is inside
 * it is measured as everywhere.
 */
const builtin = builtinRules.get('max-lines-per-function');

function isChapter(node) {
  const call = node.parent;
  if (call?.type !== 'CallExpression' || !call.arguments.includes(node)) return false;
  let callee = call.callee;
  while (callee.type === 'MemberExpression' || callee.type === 'CallExpression' || callee.type === 'TaggedTemplateExpression') {
    callee = callee.type === 'MemberExpression' ? callee.object : callee.type === 'CallExpression' ? callee.callee : callee.tag;
  }
  return callee.type === 'Identifier' && callee.name === 'describe';
}

/** @type {import('eslint').Rule.RuleModule} */
export const functionsStayShort = {
  meta: { ...builtin.meta, docs: { description: 'A function has at most so many lines of code; a describe block is not counted as one.' } },
  create(context) {
    return builtin.create(
      Object.create(context, {
        report: { value: (problem) => (isChapter(problem.node) ? undefined : context.report(problem)) },
      }),
    );
  },
};
