import type { FieldProblem } from '@countersign/contracts/platform';
import { checkContent } from '@countersign/contracts/request-types';
import { describeForm, isObject, type Field, type Schema } from './describe-form.js';
import { itemField, readForm, type Draft, type Problem } from './draft.js';

export interface CheckedDraft {
  /** What would be sent. */
  readonly content: Record<string, unknown>;
  /** In the order of the fields. Empty: it can be sent. */
  readonly problems: readonly Problem[];
}

/** Reads what was typed and holds it against the form with the server's own check. */
export function checkDraft(form: Schema, draft: Draft): CheckedDraft {
  const fields = describeForm(form);
  const { value, problems } = readForm(fields, draft);
  const content = isObject(value) ? { ...value } : {};
  // What could not be read is missing from the content: the check would only say so again.
  const found = explainProblems(form, draft, checkContent(form, content)).filter(({ pointer }) => !problems.some((known) => pointer === '' || known.pointer === pointer || known.pointer.startsWith(`${pointer}/`) || pointer.startsWith(`${known.pointer}/`)));
  return { content, problems: inOrder(listFields(fields, draft), [...problems, ...found]) };
}

/** Puts problems, of the check here or of the server's (`/body/content/…`), beside their fields and in plain words. */
export function explainProblems(form: Schema, draft: Draft, problems: readonly FieldProblem[]): readonly Problem[] {
  const fields = listFields(describeForm(form), draft);
  return problems.map(({ pointer, detail }) => {
    const inContent = pointer.replace(/^\/body\/content/, '');
    const field = fields.findLast((candidate) => inContent === candidate.pointer || inContent.startsWith(`${candidate.pointer}/`));
    if (field === undefined) return { pointer: inContent, label: 'The form', detail };
    return { pointer: field.pointer, label: field.label, detail: inPlainWords(field, detail) };
  });
}

/** Every field that is on screen, items of lists included, in its order. */
function listFields(fields: readonly Field[], draft: Draft | undefined): readonly Field[] {
  const typed = isObject(draft) ? (draft as Readonly<Record<string, Draft>>) : {};
  return fields.flatMap((field) => {
    const { kind } = field;
    if (kind.is === 'group') return [field, ...listFields(kind.fields, typed[field.name])];
    if (kind.is === 'list') {
      const parts = typed[field.name];
      return [field, ...(Array.isArray(parts) ? (parts as readonly Draft[]) : []).flatMap((part, index) => listFields([itemField(field, kind.item, index)], { [String(index)]: part }))];
    }
    return [field];
  });
}

function inOrder(fields: readonly Field[], problems: readonly Problem[]): readonly Problem[] {
  const place = new Map(fields.map(({ pointer }, index) => [pointer, index]));
  return problems.toSorted((one, other) => (place.get(one.pointer) ?? fields.length) - (place.get(other.pointer) ?? fields.length));
}

function inPlainWords({ label: name, schema, kind }: Field, detail: string): string {
  const label = `“${name}”`;
  if (/pattern/.test(detail) && kind.is !== 'money') return typeof schema.description === 'string' ? `${label} is not written as asked: ${schema.description}` : `${label} is not written in the form that is asked for.`;
  if (/too short|minLength/.test(detail)) return `${label} needs at least ${String(schema.minLength)} characters.`;
  if (/too long|maxLength/.test(detail)) return `${label} may have at most ${String(schema.maxLength)} characters.`;
  if (/format/.test(detail)) return `${label} is not ${formatNames.get(schema.format) ?? 'in the form that is asked for'}.`;
  if (/less than/.test(detail)) return `${label} is too small: ${String(schema.minimum ?? schema.exclusiveMinimum)} is the least.`;
  if (/greater than/.test(detail)) return `${label} is too large: ${String(schema.maximum ?? schema.exclusiveMaximum)} is the most.`;
  if (/required property/.test(detail)) return `${label} is not complete.`;
  return detail;
}

const formatNames = new Map<unknown, string>([['email', 'an e-mail address'], ['uri', 'a web address'], ['date', 'a date'], ['date-time', 'a date and a time'], ['uuid', 'an id']]);
