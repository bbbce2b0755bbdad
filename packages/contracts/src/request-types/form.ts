import { checkPattern, escapeName, formDepthMax, isObject, isRecordSetId, type FieldProblem, type Form } from '../platform/index.js';

export { checkContent, recordFieldsOf, recordsNamedIn, type Form, type NamedRecord } from '../platform/index.js';

// Closed on purpose: a keyword that this product does not understand would promise a check that nobody makes.
const annotationKeywords = ['$schema', 'title', 'description', 'default', 'examples'];
const keywords = new Set([
  ...annotationKeywords,
  'type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'format', 'pattern',
  'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf',
  'minItems', 'maxItems', 'uniqueItems', 'recordSet',
]);
const formats = new Set(['date', 'date-time', 'email', 'uri', 'uuid', 'money', 'multiline', 'record']);
const types = new Set(['string', 'integer', 'boolean', 'array', 'object', 'null']);
const numberKeywords = ['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems'];
// Every content of a request is held against the form, and every screen of a request carries it.
const formBytesMax = 64 * 1024;
const propertiesMax = 200;
const choicesMax = 200;
const choicesBytesMax = 20 * 1024;
const problemsMax = 20;

interface Walk {
  readonly problems: FieldProblem[];
  properties: number;
  choicesBytes: number;
}

/** What is wrong with a form, or nothing: at most 20 problems. Pointers are relative to the form (RFC 6901). */
export function checkForm(form: unknown): FieldProblem[] {
  if (!isObject(form)) return [{ pointer: '', detail: 'A form is a JSON Schema object.' }];
  const walked: Walk = { problems: [], properties: 0, choicesBytes: 0 };
  walk(form, '', 0, walked);
  const { problems, properties, choicesBytes } = walked;
  if (form.type !== 'object' || form.format === 'money') problems.push({ pointer: '', detail: 'A form has "type": "object" and "properties".' });
  if (properties > propertiesMax) problems.unshift({ pointer: '', detail: `A form has at most ${propertiesMax} properties in all.` });
  if (choicesBytes > choicesBytesMax) problems.unshift({ pointer: '', detail: `All values of "enum" and "const" of a form have at most ${choicesBytesMax} bytes.` });
  // Only a form that does not nest too deeply can be written as text.
  if (problems.length === 0 && bytesOf(form) > formBytesMax) problems.push({ pointer: '', detail: `A form has at most ${formBytesMax} bytes.` });
  return problems.slice(0, problemsMax);
}

function walk(schema: Form, pointer: string, depth: number, walked: Walk): void {
  const { problems } = walked;
  if (problems.length >= problemsMax || walked.properties > propertiesMax) return;
  if (depth > formDepthMax) return void problems.push({ pointer, detail: `Forms nest at most ${formDepthMax} levels.` });
  const add = (place: string, detail: string) => void problems.push({ pointer: pointer + place, detail });
  for (const keyword of Object.keys(schema)) if (!keywords.has(keyword)) add(`/${escapeName(keyword)}`, 'This keyword is not known here.');
  checkKeywords(schema, add);
  checkChoices(schema, walked, add);
  if (isObject(schema.properties)) {
    for (const [name, child] of Object.entries(schema.properties)) {
      walked.properties += 1;
      const place = `/properties/${escapeName(name)}`;
      // Whoever reads such a name from an object that has no field of that name gets what every object inherits.
      if (name in Object.prototype) add(place, 'This name is taken by every object of JavaScript: choose another.');
      if (isObject(child)) walk(child, pointer + place, depth + 1, walked);
      else add(place, 'A property is described by an object.');
    }
  }
  if (isObject(schema.items)) walk(schema.items, `${pointer}/items`, depth + 1, walked);
}

function checkChoices(schema: Form, walked: Walk, add: (place: string, detail: string) => void): void {
  if ('enum' in schema) {
    if (!Array.isArray(schema.enum) || schema.enum.length === 0) add('/enum', '"enum" is a list of at least one value.');
    else if (schema.enum.length > choicesMax) return add('/enum', `"enum" is a list of at most ${choicesMax} values.`);
  }
  for (const keyword of ['enum', 'const']) if (keyword in schema) walked.choicesBytes += bytesOf(schema[keyword]);
}

/** The size as JSON in UTF-8; infinite for what nests too deeply to be written. */
function bytesOf(value: unknown): number {
  try {
    return new TextEncoder().encode(JSON.stringify(value) ?? '').length;
  } catch {
    return Infinity;
  }
}

// A validator passes over a keyword whose value it cannot use, and then nobody makes the check that was asked for.
function checkKeywords(schema: Form, add: (place: string, detail: string) => void): void {
  if (typeof schema.type !== 'string') {
    if ('type' in schema || (!('enum' in schema) && !('const' in schema))) add('', 'Say which "type" this is: one, as a text.');
  } else if (schema.type === 'number') add('/type', 'Binary fractions lose digits: use "integer", or "format": "money".');
  else if (!types.has(schema.type)) add('/type', 'This type is not known here.');
  if ('format' in schema && !formats.has(String(schema.format))) add('/format', 'This format is not known here.');
  checkRecord(schema, add);
  const pattern = 'pattern' in schema ? checkPattern(schema.pattern) : null;
  if (pattern !== null) add('/pattern', pattern);
  for (const keyword of numberKeywords) if (keyword in schema && typeof schema[keyword] !== 'number') add(`/${keyword}`, `"${keyword}" is a number.`);
  if (typeof schema.multipleOf === 'number' && !(schema.multipleOf > 0)) add('/multipleOf', '"multipleOf" is a number above zero.');
  if ('uniqueItems' in schema && typeof schema.uniqueItems !== 'boolean') add('/uniqueItems', '"uniqueItems" is true or false.');
  if (schema.type === 'object' && schema.format !== 'money') checkObject(schema, add);
  if (schema.type === 'array' && !isObject(schema.items)) add('/items', 'Say in "items" what the list holds, as one schema.');
}

// Which set a record is of can be said at no other field: there it would look like a choice, and nobody would hold it to one.
function checkRecord(schema: Form, add: (place: string, detail: string) => void): void {
  if (schema.format !== 'record') {
    if ('recordSet' in schema) add('/recordSet', 'Only a field of format "record" is of a record set.');
    return;
  }
  if (schema.type !== 'string') add('/type', 'A field of format "record" is a text: the outside id of the record.');
  if (!isRecordSetId(schema.recordSet)) add('/recordSet', 'Say by its id which record set the record is of.');
  for (const keyword of ['enum', 'const', 'default']) if (keyword in schema) add(`/${keyword}`, 'What can be chosen is what the record set holds.');
}

function checkObject(schema: Form, add: (place: string, detail: string) => void): void {
  if (!isObject(schema.properties)) add('', 'An object has "properties".');
  if (schema.additionalProperties !== false) add('/additionalProperties', 'Say "additionalProperties": false, so that nothing unseen can be submitted.');
  if (!('required' in schema)) return;
  const { required, properties } = schema;
  if (!Array.isArray(required) || !required.every((name) => typeof name === 'string')) return add('/required', '"required" is a list of names.');
  for (const name of required) if (isObject(properties) && !Object.hasOwn(properties, name)) add('/required', 'It names a property that is not there and could never be filled in.');
}
