import type { CelFunc } from '@bufbuild/cel';
import type { Expression, ParsedSource } from './check-names.js';
import { chainOf } from './find-reads.js';
import { bothOf, filledKey, guardsOf, placeKey, unhidden } from './guards.js';
import { comparable, resultOf } from './overloads.js';
import { spotOf, type Spot } from './spot.js';
import { describeType, dyn, isMoney, join, type Scope, type Type } from './condition-scope.js';

/** Something that would fail, or could never hold, for contents of a form: a sentence that says what to do, and where it is. */
export interface ConditionProblem extends Spot {
  readonly message: string;
}

interface Known {
  readonly names: Scope;
  /** Places that are there, see `guardsOf`. */
  readonly there: ReadonlySet<string>;
}

interface FieldStep {
  readonly field: string;
  /** As it stands in a sentence, and how to ask for it: has() takes no brackets. */
  readonly path: string;
  readonly asked: string;
  /** Whether this is the asking. */
  readonly isAsked: boolean;
  /** Without what it is read from. */
  readonly step: string;
}

type CallExpression = Extract<Expression['exprKind'], { case: 'callExpr' }>['value'];
type Select = Extract<Expression['exprKind'], { case: 'selectExpr' }>['value'];
type Comprehension = Extract<Expression['exprKind'], { case: 'comprehensionExpr' }>['value'];

/** Works out the type of every part. Where one is wrong, nothing is said of what is built on it. */
export class TypeCheck {
  readonly problems: ConditionProblem[] = [];
  constructor(
    private readonly source: string,
    private readonly parsed: ParsedSource,
    private readonly overloads: ReadonlyMap<string, readonly CelFunc[]>,
  ) {}

  run(names: Scope): readonly ConditionProblem[] {
    const type = this.typeOf(this.parsed.expr, { names, there: new Set() });
    if (!isBool(type)) this.add(this.parsed.expr, `The condition is ${describeType(type)}, neither true nor false. Make it a comparison, such as request.days > 3.`);
    return this.problems;
  }

  private add(expression: Expression, message: string): Type {
    if (!this.problems.some((problem) => problem.message === message)) this.problems.push({ message, ...spotOf(this.source, this.parsed, expression) });
    return dyn;
  }

  private written(expression: Expression): string {
    const { offset, length } = spotOf(this.source, this.parsed, expression);
    const text = this.source.slice(offset, offset + length).replace(/\s+/g, ' ');
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
  }

  /** As it stands in a sentence. */
  private named(expression: Expression): string {
    const text = this.written(expression);
    return /^(["']|-?\d)/.test(text) ? text : `“${text}”`;
  }

  private typeOf(expression: Expression, known: Known): Type {
    const { exprKind } = expression;
    switch (exprKind.case) {
      case 'constExpr':
        return typeOfConstant(exprKind.value.constantKind);
      case 'identExpr':
        return known.names.get(exprKind.value.name) ?? (exprKind.value.name === 'decisions' ? this.add(expression, 'Earlier decisions can be read by a step and its branches only, not where people are named. Leave them out here.') : { kind: 'type' });
      case 'selectExpr':
        return this.typeOfSelect(expression, exprKind.value, known);
      case 'listExpr':
        return { kind: 'list', of: exprKind.value.elements.map((element) => this.typeOf(element, known)).reduce(join, { kind: 'never' }) };
      case 'structExpr': {
        const values = exprKind.value.entries.map(({ keyKind, value }) => {
          if (keyKind.case === 'mapKey') this.typeOf(keyKind.value, known);
          return value ? this.typeOf(value, known) : dyn;
        });
        return { kind: 'map', of: values.reduce(join, { kind: 'never' }) };
      }
      case 'comprehensionExpr':
        return this.typeOfLoop(exprKind.value, known);
      case 'callExpr':
        return this.typeOfCall(expression, exprKind.value, known);
      default:
        return dyn;
    }
  }

  private typeOfSelect(expression: Expression, { operand, field, testOnly }: Select, known: Known): Type {
    if (!operand) return dyn;
    const path = `${this.written(operand)}.${field}`;
    const type = this.typeOfField(expression, operand, { field, path, isAsked: testOnly, asked: `has(${path})`, step: `.${field}` }, known);
    return testOnly ? { kind: 'bool' } : type;
  }

  private typeOfField(expression: Expression, operand: Expression, { field, path, isAsked, asked, step }: FieldStep, known: Known): Type {
    const holder = this.filledTypeOf(operand, known);
    if (holder.kind === 'dyn' || holder.kind === 'never') return dyn;
    if (holder.kind === 'map') return holder.of;
    if (holder.kind !== 'record') return this.add(expression, `${this.named(operand)} is ${describeType(holder)}, which has no fields. Leave ${step} out.`);
    const found = holder.fields.get(field);
    if (!found) return this.add(expression, `There is no “${path}”. ${fieldsOf(holder.fields)}`);
    if (!isAsked && found.optional && !this.isKnown(placeKey, operand, known, [field])) this.add(expression, `“${path}” may be left out, and the condition would fail then. Ask for it first: ${asked} && …`);
    return found.type;
  }

  private isKnown(key: typeof placeKey, expression: Expression, { there }: Known, further: readonly string[] = []): boolean {
    const chain = chainOf(expression);
    return chain !== null && there.has(key([...chain.steps, ...further]));
  }

  /** The type of what is there: null has to be ruled out before anything is asked of it. */
  private filledTypeOf(expression: Expression, known: Known): Type {
    const type = this.typeOf(expression, known);
    if (type.kind !== 'nullable') return type;
    if (!this.isKnown(filledKey, expression, known)) this.add(expression, `${this.named(expression)} may be null, and the condition would fail then. Ask first: ${this.written(expression)} != null && …`);
    return type.of;
  }

  private typeOfLoop({ iterRange, iterVar, iterVar2, accuVar, accuInit, loopStep, result }: Comprehension, known: Known): Type {
    if (!iterRange || !accuInit || !loopStep || !result) return dyn;
    const range = this.filledTypeOf(iterRange, known);
    const isMap = range.kind === 'map' || range.kind === 'record';
    if (range.kind !== 'list' && !isMap && range.kind !== 'dyn') this.add(iterRange, `${this.named(iterRange)} is ${describeType(range)}, and only a list can be gone through.`);
    const item: Type = range.kind === 'list' ? range.of : isMap ? { kind: 'string' } : dyn;
    const there = unhidden(known.there, iterVar);
    const start = this.typeOf(accuInit, known);
    const names = new Map([...known.names, [iterVar, item], ...(iterVar2 === '' ? [] : [[iterVar2, dyn] as const])]);
    const step = this.typeOf(loopStep, { names: new Map([...names, [accuVar, start]]), there });
    return this.typeOf(result, { names: new Map([...known.names, [accuVar, join(start, step)]]), there: known.there });
  }

  private typeOfCall(expression: Expression, call: CallExpression, known: Known): Type {
    const [one, other, third] = call.args;
    const truths = (guards: readonly string[]): Known => ({ names: known.names, there: new Set([...known.there, ...guards]) });
    if ((call.function === '_&&_' || call.function === '_||_') && one && other) {
      const truth = call.function === '_&&_';
      this.boolOf(one, truths(guardsOf(other, truth).own));
      this.boolOf(other, truths(bothOf(guardsOf(one, truth))));
      return { kind: 'bool' };
    }
    if (call.function === '_?_:_' && one && other && third) {
      this.boolOf(one, known);
      return join(this.typeOf(other, truths(bothOf(guardsOf(one, true)))), this.typeOf(third, truths(bothOf(guardsOf(one, false)))));
    }
    if (call.function === '!_' && one) return this.boolOf(one, known);
    if ((call.function === '_==_' || call.function === '_!=_') && one && other) return this.typeOfEquality(expression, one, other, known);
    if (call.function === '@in' && one && other) return this.typeOfIn(expression, one, other, known);
    if (call.function === '_[_]' && one && other) return this.typeOfIndex(expression, one, other, known);
    return this.typeOfFunction(expression, call, known);
  }

  private boolOf(expression: Expression, known: Known): Type {
    const type = this.typeOf(expression, known);
    if (!isBool(type)) this.add(expression, `${this.named(expression)} is ${describeType(type)}, and true or false is needed here. Compare it with something.`);
    return { kind: 'bool' };
  }

  private typeOfEquality(expression: Expression, one: Expression, other: Expression, known: Known): Type {
    const [left, right] = [this.typeOf(one, known), this.typeOf(other, known)];
    this.compare(expression, [one, left], [other, right]);
    return { kind: 'bool' };
  }

  /** Says of two values that they cannot be equal. */
  private compare(expression: Expression, [one, left]: [Expression, Type], [other, right]: [Expression, Type]): void {
    const [first, second] = [this.named(one), this.named(other)];
    if (!comparable(left, right)) {
      if (right.kind === 'null_type' || left.kind === 'null_type') this.add(expression, `${left.kind === 'null_type' ? second : first} is never null: what is not filled in is missing. Ask has(…) instead.`);
      else this.add(expression, `${first} is ${describeType(left)} and ${second} is ${describeType(right)}: they are never equal. ${adviceFor([first, left], [second, right])}`);
    } else if (left.kind === 'string' && right.kind === 'string' && left.choices && right.choices && !left.choices.some((choice) => right.choices?.includes(choice))) {
      const [field, choices] = left.choices.length > 1 ? [first, left.choices] : [second, right.choices];
      this.add(expression, `${field} is never that. It is one of ${listed(choices, ', ')}.`);
    } else if ((left.kind === 'string' && left.amount) || (right.kind === 'string' && right.amount)) {
      const isFirst = left.kind === 'string' && left.amount;
      this.add(expression, `"5000" and "5000.00" are different texts: compare amounts as numbers. ${isFirst ? amountAdvice(first, [second, right]) : amountAdvice(second, [first, left])}`);
    }
  }

  private typeOfIn(expression: Expression, one: Expression, other: Expression, known: Known): Type {
    const [key, holder] = [this.typeOf(one, known), this.filledTypeOf(other, known)];
    if (holder.kind === 'list') this.compare(expression, [one, key], [other, holder.of]);
    else if (holder.kind === 'record') {
      const names = choicesOf(key);
      if (names.length > 0 && !names.some((name) => holder.fields.has(name))) this.add(one, `There is no ${listed(names)} in ${this.named(other)}. ${fieldsOf(holder.fields)}`);
    } else if (holder.kind !== 'map' && holder.kind !== 'dyn') this.add(expression, `${this.named(other)} is ${describeType(holder)}, and "in" needs a list. For a part of a text write contains(…).`);
    return { kind: 'bool' };
  }

  private typeOfIndex(expression: Expression, one: Expression, other: Expression, known: Known): Type {
    const key = this.typeOf(other, known);
    const names = choicesOf(key);
    if (names.length > 0) return this.typeOfNamed(expression, one, names, known);
    const holder = this.filledTypeOf(one, known);
    if (holder.kind === 'dyn' || holder.kind === 'record') return dyn;
    if (holder.kind === 'map') return holder.of;
    if (holder.kind !== 'list') return this.add(expression, `${this.named(one)} is ${describeType(holder)}, which has no items.`);
    if (!['int', 'uint', 'dyn'].includes(key.kind)) this.add(other, `${this.named(other)} is ${describeType(key)}, and an item of a list is named by a whole number.`);
    return holder.of;
  }

  /** What is under a name that is written out, or under each that it can be; of the first that is wrong only. */
  private typeOfNamed(expression: Expression, holder: Expression, names: readonly string[], known: Known): Type {
    const before = this.problems.length;
    const text = this.written(holder);
    let type: Type = { kind: 'never' };
    for (const field of names) {
      const step = `[${JSON.stringify(field)}]`;
      type = join(type, this.typeOfField(expression, holder, { field, path: `${text}${step}`, isAsked: false, asked: `${JSON.stringify(field)} in ${text}`, step }, known));
      if (this.problems.length > before) return dyn;
    }
    return type;
  }

  private typeOfFunction(expression: Expression, call: CallExpression, known: Known): Type {
    const isTest = call.function === '@not_strictly_false' || call.function === 'type' || call.function === 'dyn';
    const parts = [...(call.target ? [call.target] : []), ...call.args];
    const types = parts.map((part) => (isTest ? this.typeOf(part, known) : this.filledTypeOf(part, known)));
    if (call.function === '@not_strictly_false') return { kind: 'bool' };
    const result = resultOf(this.overloads.get(call.function) ?? [], call.target ? (types[0] ?? dyn) : null, call.target ? types.slice(1) : types);
    if (result === null) return this.add(expression, this.unfitting(call.function, parts, types));
    const texts = types.filter((type) => type.kind === 'string');
    const amount = texts.find(({ amount: isAmount }) => isAmount);
    const place = amount === undefined ? undefined : parts[types.indexOf(amount)];
    const at = parts.findIndex((part) => part !== place);
    const [other, otherType] = [parts[at], types[at]];
    if (place && other && otherType && /^_[<>]=?_$/.test(call.function)) this.add(expression, `Texts are compared letter by letter, and "9" would be more than "10". ${amountAdvice(this.written(place), [this.written(other), otherType])}`);
    return result;
  }

  private unfitting(name: string, parts: readonly Expression[], types: readonly Type[]): string {
    const operator = /^_([^_]+)_$/.exec(name)?.[1];
    const [first, second] = parts.map((part) => this.named(part));
    const [left, right] = types;
    if (operator === undefined || !left || !right || first === undefined || second === undefined) {
      const said = parts.map((part, index) => `${this.named(part)} is ${describeType(types[index] ?? dyn)}`).join(', ');
      return `“${name.replaceAll('_', '')}” cannot be asked of this: ${said === '' ? 'it is given nothing' : said}.`;
    }
    const doing = /[<>]/.test(operator) ? 'compared' : 'reckoned with';
    return `${first} is ${describeType(left)} and ${second} is ${describeType(right)}: they cannot be ${doing} by ${operator}. ${adviceFor([first, left], [second, right])}`;
  }
}

const choicesOf = (type: Type): readonly string[] => (type.kind === 'string' ? (type.choices ?? []) : []);
const listed = (choices: readonly string[], word = ' or '): string => choices.slice(0, 12).map((choice) => JSON.stringify(choice)).join(word);
const isBool = ({ kind }: Type): boolean => kind === 'bool' || kind === 'dyn' || kind === 'never';
type Named = readonly [name: string, type: Type];
const unquoted = (name: string): string => name.replace(/[“”]/g, '');

/** How to compare an amount with the other value, as that was written. */
function amountAdvice(path: string, other: Named): string {
  const instead = decimalOf(other);
  return `Write decimal(${unquoted(path)})${instead === null ? '' : `, and the other as ${instead}`}.`;
}

/** The other value as a decimal; null where it can stay as it is. */
function decimalOf([name, type]: Named): string | null {
  const written = unquoted(name);
  const number = /^(["']?)(-?\d+(?:\.\d+)?)\1$/.exec(written)?.[2];
  if (number !== undefined) return `decimal("${number}")`;
  if (type.kind === 'decimal' || type.kind === 'int' || type.kind === 'uint') return null;
  if (!/^[\w.]+$/.test(written)) return 'decimal(…)';
  return `decimal(${written}${isMoney(type) ? '.amount' : ''})`;
}

/** What to write instead. */
function adviceFor([path, left]: Named, [name, right]: Named): string {
  if (isMoney(left)) return amountAdvice(`${unquoted(path)}.amount`, [name, right]);
  if (left.kind === 'string' && left.amount) return amountAdvice(path, [name, right]);
  if (left.kind === 'decimal' || right.kind === 'decimal') return 'A decimal is compared with decimals and whole numbers: write decimal(…) around the other.';
  if (right.kind === 'string') return left.kind === 'int' ? 'Write the number without quotation marks.' : 'Compare what is alike.';
  return left.kind === 'string' ? 'Write the text in quotation marks.' : 'Compare what is alike.';
}

function fieldsOf(fields: ReadonlyMap<string, unknown>): string {
  const names = [...fields.keys()];
  return names.length === 0 ? 'It has no fields.' : `Known are ${names.slice(0, 12).join(', ')}${names.length > 12 ? ' and more' : ''}.`;
}

function typeOfConstant(constant: Extract<Expression['exprKind'], { case: 'constExpr' }>['value']['constantKind']): Type {
  switch (constant.case) {
    case 'stringValue':
      return { kind: 'string', choices: [constant.value] };
    case 'boolValue':
      return { kind: 'bool' };
    case 'int64Value':
      return { kind: 'int' };
    case 'uint64Value':
      return { kind: 'uint' };
    case 'doubleValue':
      return { kind: 'double' };
    case 'bytesValue':
      return { kind: 'bytes' };
    default:
      return { kind: 'null_type' };
  }
}
