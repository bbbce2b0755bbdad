import type { MessageAct } from '@countersign/contracts/webhook-sources';

const namesOf = (pointer: string) => pointer.split('/').slice(1).map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

/** What a message says at a place (RFC 6901); undefined where it says nothing there. Nothing that objects inherit is there. */
export function valueAt(message: unknown, pointer: string): unknown {
  let at = message;
  for (const name of namesOf(pointer)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name) || (Array.isArray(at) && !/^(0|[1-9]\d*)$/.test(name))) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return at;
}

/** A word such as a type or an id: text, or a whole number as text. */
export function wordAt(message: unknown, pointer: string): string | null {
  const value = valueAt(message, pointer);
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}

/** A content made of what a message says. What it does not say stays out. */
export function contentFrom(message: unknown, fields: Extract<MessageAct, { kind: 'start_request' }>['fields']): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  for (const { to, from } of fields) {
    const value = valueAt(message, from);
    if (value !== undefined) setAt(content, namesOf(to), value);
  }
  return content;
}

/** What objects inherit is no field of theirs: whoever went down into it would change it for everybody in this process. */
function setAt(content: Record<string, unknown>, names: readonly string[], value: unknown): void {
  const [name = '', ...rest] = names;
  // No other field fills this place: that was looked at when the source was saved.
  const held = rest.length === 0 ? value : Object.hasOwn(content, name) ? content[name] : {};
  Object.defineProperty(content, name, { value: held, enumerable: true, writable: true, configurable: true });
  if (rest.length > 0) setAt(held as Record<string, unknown>, rest, value);
}
