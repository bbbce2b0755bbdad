/** A form as it is drawn: one field per property of the JSON Schema, in the schema's order. */
export type Schema = Readonly<Record<string, unknown>>;

export interface Field {
  /** RFC 6901 pointer into the content: `/amount`, `/lines/0/text` (list items get theirs when drawn). */
  readonly pointer: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string | null;
  readonly required: boolean;
  readonly schema: Schema;
  readonly kind: Kind;
}

export type Kind =
  | { readonly is: 'line' | 'email' | 'uri' | 'multiline' | 'integer' | 'date' | 'instant' | 'yes-no' | 'money' }
  | { readonly is: 'record'; readonly recordSetId: string }
  | { readonly is: 'choice'; readonly options: readonly string[] }
  | { readonly is: 'fixed'; readonly value: unknown }
  | { readonly is: 'group'; readonly fields: readonly Field[] }
  | { readonly is: 'list'; readonly item: Schema };

/** The fields of a form (a JSON Schema of an object). */
export function describeForm(form: Schema, pointer = ''): readonly Field[] {
  const required = Array.isArray(form.required) ? form.required : [];
  return Object.entries(isObject(form.properties) ? form.properties : {}).flatMap(([name, schema]) =>
    isObject(schema) ? [describeField(schema, name, `${pointer}/${escapePointer(name)}`, required.includes(name))] : [],
  );
}

export function describeField(schema: Schema, name: string, pointer: string, required: boolean): Field {
  return {
    pointer,
    name,
    label: typeof schema.title === 'string' && schema.title !== '' ? schema.title : asWords(name),
    hint: typeof schema.description === 'string' && schema.description !== '' ? schema.description : null,
    required,
    schema,
    kind: kindOf(schema, pointer),
  };
}

function kindOf(schema: Schema, pointer: string): Kind {
  if ('const' in schema) return { is: 'fixed', value: schema.const };
  if (Array.isArray(schema.enum)) return { is: 'choice', options: schema.enum.map(String) };
  if (schema.format === 'money') return { is: 'money' };
  if (schema.format === 'record') return { is: 'record', recordSetId: String(schema.recordSet) };
  switch (schema.type) {
    case 'object':
      return { is: 'group', fields: describeForm(schema, pointer) };
    case 'array':
      return { is: 'list', item: isObject(schema.items) ? schema.items : { type: 'string' } };
    case 'boolean':
      return { is: 'yes-no' };
    case 'integer':
      return { is: 'integer' };
    default:
      return { is: textKinds.get(schema.format) ?? 'line' };
  }
}

const textKinds = new Map<unknown, 'line' | 'email' | 'uri' | 'multiline' | 'date' | 'instant'>([
  ['multiline', 'multiline'], ['date', 'date'], ['date-time', 'instant'], ['email', 'email'], ['uri', 'uri'],
]);

/** "costCentre" and "cost_centre" are shown as "Cost centre" where the form gives no title. */
function asWords(name: string): string {
  const words = name.replaceAll('_', ' ').replaceAll(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
export const escapePointer = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
