import type { CelFunc } from '@bufbuild/cel';
import { adviceFor, fieldsOf, listed, type Written } from './advice.js';
import type { Expression, ParsedSource } from './check-names.js';
import { chainOf } from './find-reads.js';
import { bothOf, filledKey, guardsOf, placeKey, unhidden } from './guards.js';
import { comparable, resultOf } from './overloads.js';
import { spotOf, type Spot } from './spot.js';
import { anyText, choicesOf, describeType, dyn, isAmount, isUnknown, join, type Scope, type Type } from './condition-scope.js';

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

/** The parser leaves out no part of what it made. */
type Whole<T> = { readonly [K in keyof T]-?: Exclude<T[K], undefined> };
type Part<C extends Expression['exprKind']['case']> = Extract<Expression['exprKind'], { case: C }>['value'];
type Typed = readonly [Expression, Type];

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
    return this.source.slice(offset, offset + length).replace(/\s+/g, ' ');
  }

  /** As it stands in a sentence, where nobody has to write it again. */
  private named(expression: Expression): string {
    const whole = this.written(expression);
    const text = whole.length > 60 ? `${whole.slice(0, 57)}…` : whole;
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
        return this.typeOfSelect(expression, exprKind.value as Whole<Part<'selectExpr'>>, known);
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
        return this.typeOfLoop(exprKind.value as Whole<Part<'comprehensionExpr'>>, known);
      case 'callExpr':
        return this.typeOfCall(expression, exprKind.value, known);
      default:
        return dyn;
    }
  }

  private typeOfSelect(expression: Expression, { operand, field, testOnly }: Whole<Part<'selectExpr'>>, known: Known): Type {
    const path = `${this.written(operand)}.${field}`;
    const type = this.typeOfField(expression, operand, { field, path, isAsked: testOnly, asked: `has(${path})`, step: `.${field}` }, known);
    return testOnly ? { kind: 'bool' } : type;
  }

  private typeOfField(expression: Expression, operand: Expression, { field, path, isAsked, asked, step }: FieldStep, known: Known): Type {
    const holder = this.filledTypeOf(operand, known);
    if (isUnknown(holder)) return dyn;
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

  private typeOfLoop({ iterRange, iterVar, accuVar, accuInit, loopStep, result }: Whole<Part<'comprehensionExpr'>>, known: Known): Type {
    const range = this.filledTypeOf(iterRange, known);
    if (!['list', 'map', 'record'].includes(range.kind) && !isUnknown(range)) this.add(iterRange, `${this.named(iterRange)} is ${describeType(range)}, and only a list can be gone through.`);
    // An object is gone through by its names, a map by keys of any kind.
    const item: Type = range.kind === 'list' ? range.of : range.kind === 'record' ? anyText : dyn;
    const there = unhidden(known.there, iterVar);
    const start = this.typeOf(accuInit, known);
    const names = new Map([...known.names, [iterVar, item]]);
    const step = this.typeOf(loopStep, { names: new Map([...names, [accuVar, start]]), there });
    return this.typeOf(result, { names: new Map([...known.names, [accuVar, join(start, step)]]), there: known.there });
  }

  private typeOfCall(expression: Expression, call: Part<'callExpr'>, known: Known): Type {
    // An operator has as many as it takes. Those of a function are not looked at here.
    const [one, other, third] = call.args as [Expression, Expression, Expression];
    const truths = (guards: readonly string[]): Known => ({ names: known.names, there: new Set([...known.there, ...guards]) });
    if (call.function === '_&&_' || call.function === '_||_') {
      const truth = call.function === '_&&_';
      this.boolOf(one, truths(guardsOf(other, truth).own));
      this.boolOf(other, truths(bothOf(guardsOf(one, truth))));
      return { kind: 'bool' };
    }
    if (call.function === '_?_:_') {
      this.boolOf(one, known);
      return join(this.typeOf(other, truths(bothOf(guardsOf(one, true)))), this.typeOf(third, truths(bothOf(guardsOf(one, false)))));
    }
    if (call.function === '!_') return this.boolOf(one, known);
    if (call.function === '_==_' || call.function === '_!=_') return this.typeOfEquality(expression, one, other, known);
    if (call.function === '@in') return this.typeOfIn(expression, one, other, known);
    if (call.function === '_[_]') return this.typeOfIndex(expression, one, other, known);
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
  private compare(expression: Expression, [one, left]: Typed, [other, right]: Typed): void {
    const advice = () => this.advice([[one, left], [other, right]]);
    const [first, second] = [this.named(one), this.named(other)];
    const [ours, theirs] = [choicesOf(left), choicesOf(right)];
    if (!comparable(left, right)) {
      if (right.kind === 'null_type' || left.kind === 'null_type') this.add(expression, `${left.kind === 'null_type' ? second : first} is never null: what is not filled in is missing. Ask has(…) instead.`);
      else this.add(expression, `${first} is ${describeType(left)} and ${second} is ${describeType(right)}: they are never equal. ${advice()}`);
    } else if (ours.length > 0 && theirs.length > 0 && !ours.some((choice) => theirs.includes(choice))) {
      const [field, choices] = one.exprKind.case === 'constExpr' ? [second, theirs] : [first, ours];
      this.add(expression, `${field} is never that. It is one of ${listed(choices)}.`);
    } else if (isAmount(left) || isAmount(right)) {
      this.add(expression, `"5000" and "5000.00" are different texts: compare amounts as numbers. ${advice()}`);
    }
  }

  private typeOfIn(expression: Expression, one: Expression, other: Expression, known: Known): Type {
    const [key, holder] = [this.typeOf(one, known), this.filledTypeOf(other, known)];
    if (holder.kind === 'list') this.compare(expression, [one, key], [other, holder.of]);
    else if (holder.kind === 'record') {
      const names = choicesOf(key);
      if (names.length > 0 && !names.some((name) => holder.fields.has(name))) this.add(one, `There is no ${listed(names, ' or ')} in ${this.named(other)}. ${fieldsOf(holder.fields)}`);
    } else if (holder.kind !== 'map' && !isUnknown(holder)) this.add(expression, `${this.named(other)} is ${describeType(holder)}, and "in" needs a list. For a part of a text write contains(…).`);
    return { kind: 'bool' };
  }

  private typeOfIndex(expression: Expression, one: Expression, other: Expression, known: Known): Type {
    const key = this.typeOf(other, known);
    const names = choicesOf(key);
    if (names.length > 0) return this.typeOfNamed(expression, one, names, known);
    const holder = this.filledTypeOf(one, known);
    if (isUnknown(holder) || holder.kind === 'record') return dyn;
    if (holder.kind === 'map') return holder.of;
    if (holder.kind !== 'list') return this.add(expression, `${this.named(one)} is ${describeType(holder)}, which has no items.`);
    if (key.kind !== 'int' && key.kind !== 'uint' && !isUnknown(key)) this.add(other, `${this.named(other)} is ${describeType(key)}, and an item of a list is named by a whole number.`);
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

  private typeOfFunction(expression: Expression, call: Part<'callExpr'>, known: Known): Type {
    const takesNull = call.function === 'type' || call.function === 'dyn';
    const parts = [...(call.target ? [call.target] : []), ...call.args].map((part): Typed => [part, takesNull ? this.typeOf(part, known) : this.filledTypeOf(part, known)]);
    const types = parts.map(([, type]) => type);
    const result = resultOf(this.overloads.get(call.function) ?? [], call.target ? (types[0] ?? dyn) : null, call.target ? types.slice(1) : types);
    if (result === null) return this.add(expression, this.unfitting(call.function, parts));
    if (orders.has(call.function) && types.some(isAmount)) this.add(expression, `Texts are compared letter by letter, and "9" would be more than "10". ${this.advice(parts)}`);
    return result;
  }

  private unfitting(name: string, parts: readonly Typed[]): string {
    const said = parts.map(([part, type]) => `${this.named(part)} is ${describeType(type)}`);
    const asked = name.replaceAll('_', '');
    // An operator between two: `_+_`.
    if (name.startsWith('_')) return `${said.join(' and ')}: they cannot be ${orders.has(name) ? 'compared' : 'reckoned with'} by ${asked}. ${this.advice(parts)}`;
    return `“${asked}” cannot be asked of this: ${said.length === 0 ? 'it is given nothing' : said.join(', ')}.`;
  }

  /** What to write instead of two that do not go together. */
  private advice(parts: readonly Typed[]): string {
    const [one, other] = parts.map(([part, type]): Written => [this.written(part), type]) as [Written, Written];
    return adviceFor(one, other);
  }
}

const orders = new Set(['_<_', '_<=_', '_>_', '_>=_']);
const isBool = (type: Type): boolean => type.kind === 'bool' || isUnknown(type);

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
