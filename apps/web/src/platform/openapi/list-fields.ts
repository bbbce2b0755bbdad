import type { SchemaText } from './read-openapi.js';

/** One field, as a line of the page. */
export interface FieldLine {
  /** Such as `definition.steps[].name`; empty for the value itself. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** Limits, in words. */
  readonly limits: string;
}

/** The fields of a schema from the outside in; of alternatives, each under its own kind. */
export function listFields(schema: SchemaText, path = '', isRequired = true): FieldLine[] {
  const branches = branchesOf(schema);
  const parts = branches.filter(({ type }) => type !== 'null');
  const isNullable = parts.length < branches.length;
  const [only] = parts;
  if (parts.length === 1 && only) return linesOf(only, path, isRequired, isNullable);
  return parts.flatMap((part, index) => linesOf(part, `${path}${kindOf(part, index)}`, isRequired, isNullable));
}

function branchesOf(schema: SchemaText): readonly SchemaText[] {
  if (Array.isArray(schema.type)) return (schema.type as readonly string[]).map((type) => ({ ...schema, type }));
  const inside = schema.anyOf ?? schema.oneOf;
  return inside ? inside.flatMap(branchesOf) : [schema];
}

const kindOf = ({ properties = {} }: SchemaText, index: number) => {
  const fixed = Object.values(properties).find((property) => 'const' in property);
  return `<${fixed ? String(fixed.const) : index + 1}>`;
};

function linesOf(schema: SchemaText, path: string, isRequired: boolean, isNullable: boolean): FieldLine[] {
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, child]) => listFields(child, path === '' ? name : `${path}.${name}`, schema.required?.includes(name) === true));
  const items = schema.items ? listFields(schema.items, `${path}[]`).filter(({ path: at, type }) => at !== `${path}[]` || type !== 'object') : [];
  // The object that everything stands in is no field.
  if (path === '' && inside.length > 0) return inside;
  return [{ path, type: `${typeOf(schema)}${isNullable ? ' or null' : ''}`, isRequired, limits: limitsOf(schema) }, ...inside, ...items];
}

function typeOf(schema: SchemaText): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return 'list';
  if (schema.type === 'object' && schema.properties === undefined) return 'object of any fields';
  return typeof schema.type === 'string' ? schema.type : 'anything';
}

const words: readonly (readonly [string, (value: unknown) => string])[] = [
  ['minLength', (value) => `at least ${String(value)} characters`],
  ['maxLength', (value) => `at most ${String(value)} characters`],
  ['minItems', (value) => `at least ${String(value)} items`],
  ['maxItems', (value) => `at most ${String(value)} items`],
  ['minimum', (value) => `${String(value)} or more`],
  ['maximum', (value) => `${String(value)} or less`],
  ['format', (value) => `format ${String(value)}`],
  ['pattern', (value) => `matches ${String(value)}`],
  ['x-grows', () => 'more values will come'],
];
/** What every whole number of JavaScript keeps to says nothing. */
const isBound = (value: unknown) => !(typeof value === 'number' && Math.abs(value) >= Number.MAX_SAFE_INTEGER);

const limitsOf = (schema: SchemaText) => words.filter(([name]) => name in schema && isBound(schema[name])).map(([name, say]) => say(schema[name])).join(', ');
