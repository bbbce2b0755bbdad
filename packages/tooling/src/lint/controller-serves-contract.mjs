/**
 * A controller enters by a contract: one class, one method, one `@Serves(contract)`. A bare route decorator would
 * publish an endpoint without permission, validation or reply check.
 */
const routeDecorators = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Search']);

function decoratorName({ expression }) {
  const callee = expression.type === 'CallExpression' ? expression.callee : expression;
  return callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? callee.property.name : '';
}

/** @type {import('eslint').Rule.RuleModule} */
export const controllerServesContract = {
  meta: {
    type: 'problem',
    docs: { description: 'A class in *.controller.ts has exactly one method with @Serves(contract) and no bare route decorator.' },
    messages: {
      count: "'{{name}}' has {{count}} methods with @Serves(contract); a controller has exactly one. Give each operation its own file.",
      bare: "@{{decorator}} publishes a route without a contract. Write the operation's contract and use @Serves(contract).",
      late: '@{{decorator}} belongs in a *.controller.ts file, where it is checked.',
    },
    schema: [],
  },
  create(context) {
    const isController = /\.controller\.ts$/.test(context.filename);
    function checkClass(node) {
      if (!isController) return;
      const served = node.body.body.filter((member) => (member.decorators ?? []).some((decorator) => decoratorName(decorator) === 'Serves'));
      if (served.length !== 1) context.report({ node: node.id ?? node, messageId: 'count', data: { name: node.id?.name ?? 'class', count: String(served.length) } });
    }
    return {
      ClassDeclaration: checkClass,
      ClassExpression: checkClass,
      Decorator(node) {
        const decorator = decoratorName(node);
        const onMethod = node.parent.type === 'MethodDefinition';
        if (onMethod && routeDecorators.has(decorator)) context.report({ node, messageId: 'bare', data: { decorator } });
        if (onMethod && decorator === 'Serves' && !isController) context.report({ node, messageId: 'late', data: { decorator } });
      },
    };
  },
};
