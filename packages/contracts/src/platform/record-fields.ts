import { escapeName, isObject, type Form } from './content-check.js';

/** A UUID in its lower-case text form: how a form says which record set a record is of. */
export const isRecordSetId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value);

/** A field that holds a record of a set. The pointer is into the form (RFC 6901). */
export interface FormRecordField {
  readonly pointer: string;
  readonly recordSetId: string;
}

/** A record that a content names. The pointer is into the content. */
export interface NamedRecord {
  readonly pointer: string;
  readonly recordSetId: string;
  readonly outsideId: string;
}

/** The fields of a checked form that hold records, those of lists and of objects within it too. */
export function recordFieldsOf(form: Form, pointer = ''): FormRecordField[] {
  if (form.format === 'record') return isRecordSetId(form.recordSet) ? [{ pointer, recordSetId: form.recordSet }] : [];
  const children = isObject(form.properties) ? Object.entries(form.properties).map(([name, child]) => [`${pointer}/properties/${escapeName(name)}`, child] as const) : [];
  return [...children, [`${pointer}/items`, form.items] as const].flatMap(([place, child]) => (isObject(child) ? recordFieldsOf(child, place) : []));
}

/** The records that a checked content names, in the order of its fields. */
export function recordsNamedIn(form: Form, content: unknown, pointer = ''): NamedRecord[] {
  if (form.format === 'record') return typeof content === 'string' && isRecordSetId(form.recordSet) ? [{ pointer, recordSetId: form.recordSet, outsideId: content }] : [];
  const { items, properties } = form;
  if (Array.isArray(content)) return isObject(items) ? content.flatMap((item, index) => recordsNamedIn(items, item, `${pointer}/${index}`)) : [];
  if (!isObject(content) || !isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, child]) => (isObject(child) && Object.hasOwn(content, name) ? recordsNamedIn(child, content[name], `${pointer}/${escapeName(name)}`) : []));
}
