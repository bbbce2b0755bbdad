/** What is known of a value before there is one. `dyn`: nothing. */
export type Type =
  | { readonly kind: 'dyn' | 'never' | 'bool' | 'int' | 'uint' | 'double' | 'bytes' | 'null_type' | 'decimal' | 'timestamp' | 'duration' | 'type' }
  /** `choices`: it is one of these, and where there are none it is any. */
  | { readonly kind: 'string'; readonly choices: readonly string[] }
  | { readonly kind: 'list'; readonly of: Type }
  | { readonly kind: 'map'; readonly of: Type }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Field> }
  /** Null, although its field is there, or this. */
  | { readonly kind: 'nullable'; readonly of: Type };

export interface Field {
  readonly type: Type;
  /** Whether it can be left out, so that it has to be asked for with has() first. */
  readonly optional: boolean;
}

/** The variables of a condition, by name. */
export type Scope = ReadonlyMap<string, Type>;

export const dyn: Type = { kind: 'dyn' };
export const anyText: Type = { kind: 'string', choices: [] };
const always = (type: Type): Field => ({ type, optional: false });
const record = (fields: Readonly<Record<string, Type>>): Type => ({ kind: 'record', fields: new Map(Object.entries(fields).map(([name, type]) => [name, always(type)])) });
const orNull = (type: Type): Type => ({ kind: 'nullable', of: type });

/** Digits, as of money; in the order of texts "9" comes after "10". */
const amount: Type = { kind: 'string', choices: [] };
const money = record({ amount, currency: anyText });
const ids: Type = { kind: 'list', of: anyText };
const requester = record({ unit: orNull(anyText), memberId: anyText, name: anyText, managerId: orNull(anyText), roles: ids, groups: ids });
const decision = record({ outcome: { kind: 'string', choices: ['approved', 'skipped', 'waiting', 'not_reached'] }, count: { kind: 'int' }, signers: { kind: 'list', of: anyText }, lastAt: orNull(anyText), rejections: { kind: 'int' }, changesRequested: { kind: 'int' } });

/**
 * What a condition may speak about where contents are by this form, a JSON Schema; without one nothing is known of the request.
 * `decidedBefore` are the approval steps whose decisions it can read; null where it can read none at all.
 */
export function conditionScope({ form, decidedBefore = null }: { readonly form: unknown; readonly decidedBefore?: readonly string[] | null }): Scope {
  const scope = new Map([['request', typeOfSchema(form)], ['requester', requester]]);
  if (decidedBefore !== null) scope.set('decisions', record(Object.fromEntries(decidedBefore.map((stepId) => [stepId, decision]))));
  return scope;
}

/** A schema says more than is needed here; what it does not say can be anything. */
function typeOfSchema(schema: unknown): Type {
  if (typeof schema !== 'object' || schema === null) return dyn;
  const { type, format, properties, required, items, ...rest } = schema as Readonly<Record<string, unknown>>;
  if (format === 'money') return money;
  if ('enum' in rest || 'const' in rest) return typeOfChoices('enum' in rest ? rest.enum : [rest.const]);
  switch (type) {
    case 'string':
      return anyText;
    case 'integer':
      return { kind: 'int' };
    case 'boolean':
      return { kind: 'bool' };
    case 'null':
      return { kind: 'null_type' };
    case 'array':
      return { kind: 'list', of: typeOfSchema(items) };
    case 'object': {
      const isNeeded = (name: string) => Array.isArray(required) && required.includes(name);
      return { kind: 'record', fields: new Map(Object.entries(properties ?? {}).map(([name, child]) => [name, { type: typeOfSchema(child), optional: !isNeeded(name) }])) };
    }
    default:
      return dyn;
  }
}

function typeOfChoices(values: unknown): Type {
  if (!Array.isArray(values)) return dyn;
  if (values.every((value) => typeof value === 'string')) return { kind: 'string', choices: values };
  if (values.every((value) => Number.isInteger(value))) return { kind: 'int' };
  return values.every((value) => typeof value === 'boolean') ? { kind: 'bool' } : dyn;
}

/** What two ways to the same place have in common. */
export function join(one: Type, other: Type): Type {
  if (one.kind === 'never') return other;
  if (other.kind === 'never') return one;
  if (one.kind === 'list' && other.kind === 'list') return { kind: 'list', of: join(one.of, other.of) };
  if (one.kind === 'string' && other.kind === 'string') return one.choices.length > 0 && other.choices.length > 0 ? { kind: 'string', choices: [...one.choices, ...other.choices] } : anyText;
  return one.kind === other.kind ? one : dyn;
}

const numbers: readonly Type['kind'][] = ['int', 'uint', 'double'];
export const isNumber = ({ kind }: Type): boolean => numbers.includes(kind);
/** Nothing can be said of it: it can be anything, or there is nothing that it could be, as in an empty list. */
export const isUnknown = ({ kind }: Type): boolean => kind === 'dyn' || kind === 'never';
export const choicesOf = (type: Type): readonly string[] => (type.kind === 'string' ? type.choices : []);
export const isAmount = (type: Type): boolean => type === amount;
export const isMoney = (type: Type): boolean => type === money;

const names: Readonly<Record<Exclude<Type['kind'], 'nullable'>, string>> = {
  dyn: 'anything', never: 'nothing', bool: 'true or false', int: 'a whole number', uint: 'a whole number of the kind 1u', double: 'a number with a fraction', bytes: 'bytes', null_type: 'null', decimal: 'a decimal',
  timestamp: 'a point in time', duration: 'a length of time', type: 'a type', string: 'text', list: 'a list', map: 'a map', record: 'an object',
};

/** For the sentence "… is text". */
export const describeType = (type: Type): string => (type.kind === 'nullable' ? `${describeType(type.of)} or null` : isMoney(type) ? 'an amount of money' : names[type.kind]);
