import { type CelEnv, parse } from '@bufbuild/cel';

export type ParsedSource = ReturnType<typeof parse>;
export type Expression = ParsedSource['expr'];

/** The names of types, which CEL lets stand where a value can. */
const typeNames = ['bool', 'bytes', 'double', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint'];
/** Operators that the planner itself evaluates. */
const plannedOperators = new Set(['_&&_', '_||_', '_?_:_', '_[_]', '@not_strictly_false']);

/** The one place that the parser tells of an expression: it knows it of each that it makes. */
export const positionOf = ({ sourceInfo }: ParsedSource, { id }: Expression): number => sourceInfo?.positions[String(id)] ?? 0;

/** The first name that nothing here answers to, with its place; null when every one is known. Never leaves it to a request to find out. */
export function checkNames(parsed: ParsedSource, env: CelEnv): { message: string; position: number } | null {
  const placed = (expression: Expression, message: string) => ({ message, position: positionOf(parsed, expression) });
  const visit = (expression: Expression, bound: ReadonlySet<string>): ReturnType<typeof placed> | null => {
    const { exprKind } = expression;
    if (exprKind.case === 'identExpr' && !bound.has(exprKind.value.name)) {
      return placed(expression, `"${exprKind.value.name}" is not known here. A condition speaks about request, requester and decisions.`);
    }
    if (exprKind.case === 'structExpr' && exprKind.value.messageName !== '') {
      return placed(expression, `"${exprKind.value.messageName}" cannot be made in a condition.`);
    }
    if (exprKind.case === 'callExpr' && !plannedOperators.has(exprKind.value.function) && env.funcs.find(exprKind.value.function) === undefined) {
      return placed(expression, `There is no function "${exprKind.value.function}" here.`);
    }
    for (const [child, added] of childrenOf(expression)) {
      const problem = visit(child, new Set([...bound, ...added]));
      if (problem) return problem;
    }
    return null;
  };
  return visit(parsed.expr, new Set(['request', 'requester', 'decisions', ...typeNames]));
}

/** The parts of an expression, each with the names that only it sees (the variables of a macro such as `all`). */
export function childrenOf({ exprKind }: Expression): [Expression, string[]][] {
  switch (exprKind.case) {
    case 'selectExpr':
      return bare([exprKind.value.operand]);
    case 'callExpr':
      return bare([exprKind.value.target, ...exprKind.value.args]);
    case 'listExpr':
      return bare(exprKind.value.elements);
    case 'structExpr':
      return bare(exprKind.value.entries.flatMap((entry) => [entry.keyKind.case === 'mapKey' ? entry.keyKind.value : undefined, entry.value]));
    case 'comprehensionExpr': {
      const { iterRange, accuInit, loopCondition, loopStep, result, iterVar, iterVar2, accuVar } = exprKind.value;
      return [...bare([iterRange, accuInit]), ...seeing([loopCondition, loopStep], [iterVar, iterVar2, accuVar]), ...seeing([result], [accuVar])];
    }
    default:
      return [];
  }
}

type Parts = readonly (Expression | undefined)[];
const seeing = (parts: Parts, names: string[]): [Expression, string[]][] => parts.filter((part) => part !== undefined).map((part) => [part, names]);
const bare = (parts: Parts) => seeing(parts, []);
