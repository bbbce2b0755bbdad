import type { CelEnv, CelFunc, CelType } from '@bufbuild/cel';
import { anyText, dyn, isNumber, isUnknown, join, type Type } from './condition-scope.js';

/** The functions of an environment, by name: what each takes and gives. */
export function overloadsOf({ funcs }: CelEnv): ReadonlyMap<string, readonly CelFunc[]> {
  const byName = new Map<string, CelFunc[]>();
  for (const func of funcs) byName.set(func.name, [...(byName.get(func.name) ?? []), func]);
  return byName;
}

/** What a call gives, joined of all that fit; null where none does. */
export function resultOf(overloads: readonly CelFunc[], target: Type | null, args: readonly Type[]): Type | null {
  const fitting = overloads.filter((func) => (target === null ? func.target === undefined : fits(target, func.target)) && func.arguments.length === args.length && args.every((arg, index) => fits(arg, func.arguments[index])));
  const [fit] = fitting;
  if (fit === undefined) return null;
  const [first, second] = args;
  if (fit.result.kind === 'list' && first && second) return join(first, second);
  return fitting.map(({ result }) => typeOf(result)).reduce(join);
}

const objects = new Map<string, Type>([['countersign.Decimal', { kind: 'decimal' }], ['google.protobuf.Timestamp', { kind: 'timestamp' }], ['google.protobuf.Duration', { kind: 'duration' }]]);

function typeOf(type: CelType): Type {
  if (type.kind === 'object') return objects.get(type.name) ?? dyn;
  if (type.kind === 'list') return { kind: 'list', of: typeOf(type.element) };
  if (type.kind === 'map') return { kind: 'map', of: typeOf(type.value) };
  return type.scalar === 'string' ? anyText : { kind: type.scalar };
}

function fits(type: Type, wanted: CelType | undefined): boolean {
  if (wanted === undefined) return false;
  const taken = typeOf(wanted);
  if (isUnknown(type) || taken.kind === 'dyn') return true;
  return type.kind === taken.kind || (type.kind === 'record' && taken.kind === 'map');
}

/** Whether two values can be equal at all. CEL calls those of different types unequal, which would be a silent no. */
export function comparable(one: Type, other: Type): boolean {
  if (one.kind === 'nullable') return other.kind === 'null_type' || comparable(one.of, other);
  if (other.kind === 'nullable') return comparable(other, one);
  const kinds = [one.kind, other.kind];
  if (isUnknown(one) || isUnknown(other)) return true;
  if (isNumber(one) && isNumber(other)) return true;
  if (kinds.includes('decimal')) return kinds.every((kind) => kind === 'decimal' || kind === 'int');
  if (one.kind === 'list' && other.kind === 'list') return comparable(one.of, other.of);
  return one.kind === other.kind || kinds.every((kind) => kind === 'record' || kind === 'map');
}

