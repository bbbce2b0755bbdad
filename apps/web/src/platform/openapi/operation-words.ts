import { listFields, type FieldLine } from './list-fields.js';
import { refusalsOfText, type ListedOperation, type OperationText } from './read-openapi.js';

const json = 'application/json';

export interface SaidFields {
  readonly title: string;
  readonly lines: readonly FieldLine[];
}

/** Everything that is sent and answered, by where it stands. */
export function fieldsOf({ parameters = [], requestBody, responses }: OperationText): SaidFields[] {
  const success = Object.entries(responses).find(([status]) => Number(status) < 300);
  const [body, reply] = [requestBody?.content[json], success?.[1].content?.[json]];
  const places = (place: string) => parameters.filter((parameter) => parameter.in === place).flatMap(({ name = '', schema = {}, required = false }) => listFields(schema, name, required));
  return [
    { title: 'In the path', lines: places('path') },
    { title: 'In the query', lines: places('query') },
    { title: 'In the body', lines: body === undefined ? [] : listFields(body.schema) },
    { title: `Answered, with status ${success?.[0] ?? ''}`, lines: reply === undefined ? [] : listFields(reply.schema) },
  ].filter(({ lines }) => lines.length > 0);
}

/** The same as one text, for who looks for a word. */
export const fieldWords = (fields: readonly SaidFields[]): string => fields.map(({ title, lines }) => `${title}: ${lines.map(({ path, type, limits }) => [path, type, limits].filter(Boolean).join(' ')).join('; ')}`).join('. ');
export const refusalWords = (operation: OperationText): string => refusalsOfText(operation).map(({ status, code, sentence }) => `${status} ${code} ${sentence}`).join(' ');

const texts = new WeakMap<OperationText, string>();

/** Whether an operation has these words: in its name, path, sentence or permission, its fields or its refusals. */
export function hasWords({ method, path, operation }: ListedOperation, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return true;
  const text = texts.get(operation) ?? `${method} ${path} ${operation.operationId} ${operation.summary} ${operation['x-permission']} ${fieldWords(fieldsOf(operation))} ${refusalWords(operation)}`.toLowerCase();
  texts.set(operation, text);
  return text.includes(wanted);
}
