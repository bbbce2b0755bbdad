/**
 * Reads the text of an SQL statement out of a syntax node: a string, a template (its expressions become spaces),
 * or strings joined by `+`.
 */

/** @returns {string | undefined} the text, or undefined when the node is no text */
export function textOf(node) {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type === 'TemplateLiteral') return node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join(' ');
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const parts = [textOf(node.left), textOf(node.right)];
    return parts.every((part) => part === undefined) ? undefined : parts.map((part) => part ?? ' ').join('');
  }
  return undefined;
}

/** True for the outermost node of a joined text, so that each statement is judged once and whole. */
export function isWholeText(node) {
  const parent = node.parent;
  return !(parent.type === 'BinaryExpression' && parent.operator === '+') && parent.type !== 'ImportDeclaration';
}

/** Leaves comments and quoted values out: what they say is not the statement. */
export function withoutComments(sql) {
  return sql.replaceAll(/\/\*[\s\S]*?\*\//g, ' ').replaceAll(/--[^\n]*/g, ' ');
}

const statementStart =
  /^\s*(select\s|insert\s+into\s|update\s+\S+\s+(as\s+\w+\s+|\w+\s+)?set\s|delete\s+from\s|with\s+(recursive\s+)?\w+(\s*\([^)]*\))?\s+as\s|merge\s+into\s|(create|alter|drop)\s+(table|role|user|database|schema|policy|function|index|view|type|unique)\b|grant\s|revoke\s|set\s+local\s|truncate\s)/i;

export function looksLikeStatement(text) {
  const sql = withoutComments(text);
  if (!statementStart.test(sql)) return false;
  // "Select …" and "Grant …" are English too: such a text is a statement only with its second keyword.
  if (/^\s*select\s/i.test(sql)) return /\sfrom\s|\(|^\s*select\s+\d/i.test(sql);
  if (/^\s*(grant|revoke)\s/i.test(sql)) return /\s(to|from)\s/i.test(sql) && /\son\s|\s(to|from)\s+cs_/i.test(sql);
  return true;
}
