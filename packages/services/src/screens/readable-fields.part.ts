import type { Form } from '@countersign/contracts/request-types';

interface ReadableField {
  readonly path: string;
  readonly label: string;
  readonly kind: string;
  readonly optional: boolean;
}

const kinds: Readonly<Record<string, string>> = { string: 'text', integer: 'a whole number', boolean: 'yes or no', array: 'a list', object: 'an object', null: 'null' };

/** The fields of a form as a condition names them, those of objects within it too. */
export function readableFields(form: Form, before = 'request', isOptional = false): ReadableField[] {
  const { properties, required } = form as { readonly properties?: Readonly<Record<string, Form>>; readonly required?: readonly string[] };
  return Object.entries(properties ?? {}).flatMap(([name, schema]) => {
    const path = `${before}.${name}`;
    const optional = isOptional || required?.includes(name) !== true;
    const label = typeof schema.title === 'string' && schema.title !== '' ? schema.title : name;
    if (schema.format === 'money') return [{ path: `${path}.amount`, label, kind: 'an amount, compared by decimal(…)', optional }, { path: `${path}.currency`, label: `${label}, currency`, kind: 'text', optional }];
    const field = { path, label, kind: 'enum' in schema ? 'one of a list' : schema.format === 'record' ? 'the outside id of a record' : (kinds[String(schema.type)] ?? 'anything'), optional };
    return schema.type === 'object' ? readableFields(schema, path, optional) : [field];
  });
}
