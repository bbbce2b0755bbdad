import { celEnv, celFunc, celList, CelScalar, isCelList, isCelMap, listType, type CelEnv, type CelFunc, type CelList, type CelValue } from '@bufbuild/cel';
import { childrenOf, type Expression } from './check-names.js';
import { decimalFunctions } from './decimal-value.js';

/**
 * CEL always ends, but macros nest: forty loops in each other end after the heat death. Every call and every turn of a loop
 * costs units, roughly a tenth of a microsecond each, and an evaluation that has spent them all fails.
 */
const unitsMax = 1_000_000;
const textMaxCharacters = 200_000;
const listMaxItems = 20_000;
const patternMaxCharacters = 250;
const turn = '@turn';

class Spent extends Error {}

// Evaluation is synchronous, so one account serves all.
let unitsLeft = 0;

function spend(units: number): void {
  unitsLeft -= units;
  if (unitsLeft < 0) throw new Spent('it takes too much work; use shorter lists or fewer loops in each other');
}

/** Runs one evaluation with a full account. */
export function underBudget<T>(evaluate: () => T): T {
  unitsLeft = unitsMax;
  return evaluate();
}

/** How much there is to look at in a value, down to its leaves; stops where that exceeds what is left to spend. */
function weigh(value: CelValue): number {
  if (typeof value === 'string' || value instanceof Uint8Array) return 1 + value.length / 10;
  if (!isCelList(value) && !isCelMap(value)) return 1;
  let units = 5;
  for (const part of value.values()) {
    units += weigh(part);
    if (units > unitsLeft) return units;
  }
  return units;
}

const deep = new Set(['_==_', '_!=_', '@in']);
/** What must be paid before it is done. */
const dear = new Set([...deep, 'matches', turn]);
const surface = (value: CelValue) => (typeof value === 'string' || value instanceof Uint8Array ? value.length / 10 : isCelList(value) ? value.size / 200 : 0);

function costOf(name: string, values: readonly CelValue[]): number {
  const [text, pattern] = values;
  if (name === turn) return Number(pattern);
  if (name === 'matches' && typeof text === 'string' && typeof pattern === 'string') {
    if (pattern.length > patternMaxCharacters) throw new Spent(`a pattern has at most ${patternMaxCharacters} characters`);
    return 5_000 + 2 * text.length * repeatsOf(pattern);
  }
  return values.reduce<number>((units, value) => units + (deep.has(name) ? weigh(value) : surface(value)), 10);
}

/** The size of the machine that a pattern becomes, from its length and its counted repetitions, which multiply. */
function repeatsOf(pattern: string): number {
  let size = pattern.length;
  for (const [, least = '0', most = ''] of pattern.matchAll(/\{(\d{1,9})(?:,(\d{0,9}))?\}/g)) size *= Math.max(1, Number(least), Number(most));
  return size;
}

function bounded(value: ReturnType<CelFunc['call']>): typeof value {
  const size = typeof value === 'string' || value instanceof Uint8Array ? value.length / textMaxCharacters : isCelList(value) ? value.size / listMaxItems : 0;
  if (size > 1) throw new Spent('it makes a text or a list that is too long');
  return value;
}

/** The same function, paid for. It throws past the library, whose own errors `&&`, `||` and loops would swallow and go on. */
function paid(func: CelFunc): CelFunc {
  const first = dear.has(func.name);
  const takes = (target: CelValue | undefined, args: readonly CelValue[]) => args.length === func.arguments.length && (target === undefined) === (func.target === undefined);
  const call: CelFunc['call'] = (id, target, args) => {
    if (!takes(target, args)) return undefined;
    const values = target === undefined ? args : [target, ...args];
    // One call of the others is bounded by the size of its arguments, and only the overload that answers is paid.
    if (first) spend(costOf(func.name, values));
    const answer = func.call(id, target, args);
    if (!first && answer !== undefined) spend(costOf(func.name, values));
    return bounded(answer);
  };
  return Object.create(func, { call: { value: call } }) as CelFunc;
}

// The library chains lists when it adds them, one link per turn of a map() or filter(); walking such a chain costs its length for every item.
const itemsOf = new WeakMap<CelList, CelValue[]>();
function addLists(left: CelList, right: CelList): CelList {
  const items = [...(itemsOf.get(left) ?? left), ...(itemsOf.get(right) ?? right)];
  const sum = celList(items);
  itemsOf.set(sum, items);
  return sum;
}

const LIST = listType(CelScalar.DYN);
const ours = [...decimalFunctions, celFunc('_+_', [LIST, LIST], LIST, addLists)];
// First come first served, and paid: "in" a list is asked for more often than "in" a map.
const functions = [...ours, ...[...celEnv().funcs].filter(({ id }) => !ours.some((own) => own.id === id))];
const turnFunction = celFunc(turn, [CelScalar.DYN, CelScalar.INT], CelScalar.DYN, (value) => value);

/** What conditions are evaluated in: standard CEL, decimals, everything paid for. */
export const conditionEnv: CelEnv = celEnv({ funcs: [...functions, turnFunction].map(paid) });

/** The expression with every loop paying for each of its turns. */
export function countLoops(expression: Expression): Expression {
  const { exprKind } = expression;
  switch (exprKind.case) {
    case 'selectExpr':
      return { ...expression, exprKind: { ...exprKind, value: { ...exprKind.value, ...also('operand', exprKind.value.operand) } } };
    case 'callExpr':
      return { ...expression, exprKind: { ...exprKind, value: { ...exprKind.value, ...also('target', exprKind.value.target), args: exprKind.value.args.map(countLoops) } } };
    case 'listExpr':
      return { ...expression, exprKind: { ...exprKind, value: { ...exprKind.value, elements: exprKind.value.elements.map(countLoops) } } };
    case 'structExpr': {
      const entries = exprKind.value.entries.map((entry) => ({
        ...entry,
        keyKind: entry.keyKind.case === 'mapKey' ? { ...entry.keyKind, value: countLoops(entry.keyKind.value) } : entry.keyKind,
        ...also('value', entry.value),
      }));
      return { ...expression, exprKind: { ...exprKind, value: { ...exprKind.value, entries } } };
    }
    case 'comprehensionExpr': {
      const { iterRange, accuInit, loopCondition, loopStep, result } = exprKind.value;
      const condition = loopCondition && turnOf(countLoops(loopCondition), sizeOf(expression));
      const parts = { ...also('iterRange', iterRange), ...also('accuInit', accuInit), ...also('loopStep', loopStep), ...also('result', result), ...(condition && { loopCondition: condition }) };
      return { ...expression, exprKind: { ...exprKind, value: { ...exprKind.value, ...parts } } };
    }
    default:
      return expression;
  }
}

const also = <K extends string>(key: K, part: Expression | undefined): { [P in K]?: Expression } => (part === undefined ? {} : ({ [key]: countLoops(part) } as { [P in K]?: Expression }));

/** Calls pay for themselves; reading a field inside a loop is paid by the turn. */
const unitsPerPart = 20;
const sizeOf = (expression: Expression): number => childrenOf(expression).reduce((size, [child]) => size + sizeOf(child), 1);

function turnOf(condition: Expression, parts: number): Expression {
  const price: Expression = { $typeName: 'cel.expr.Expr', id: condition.id, exprKind: { case: 'constExpr', value: { $typeName: 'cel.expr.Constant', constantKind: { case: 'int64Value', value: BigInt(parts * unitsPerPart) } } } };
  return { $typeName: 'cel.expr.Expr', id: condition.id, exprKind: { case: 'callExpr', value: { $typeName: 'cel.expr.Expr.Call', function: turn, args: [condition, price] } } };
}
