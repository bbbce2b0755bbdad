import { Refusal } from '@countersign/contracts/platform';

/** A page asked for: how many, and where the page before ended. Cursors are opaque to callers. */
export interface PageRequest {
  readonly limit: number;
  readonly after: string | null;
}

export interface PageOf<Row> {
  readonly items: Row[];
  readonly nextCursor: string | null;
}

/** Cuts a page from one row more than was asked for: the further row says that there is a next page. */
export function pageOf<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string): PageOf<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOfText(cursorOf(last)) : null };
}

/** A page of what was looked at: where the look ended before the page was full, the next one goes on from there. */
export function pageOfWindow<Row>(rows: Row[], limit: number, cursorOf: (row: Row) => string, lookedTo: string | null): PageOf<Row> {
  const page = pageOf(rows, limit, cursorOf);
  return page.nextCursor !== null || lookedTo === null ? page : { items: page.items, nextCursor: cursorOfText(lookedTo) };
}

const cursorOfText = (text: string) => Buffer.from(text).toString('base64url');

/** The text that a cursor stands for. One that we never gave out is refused: answering with the first page again would send its reader round for ever. */
export function readCursor(cursor: string, pattern: RegExp): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (pattern.test(text) && Buffer.from(text).toString('base64url') === cursor) return text;
  const detail = 'Send a cursor as the page before gave it, or none for the first page.';
  throw new Refusal('invalid_input', { detail, errors: [{ pointer: '/query/cursor', detail }] });
}

export const uuidCursor = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const numberCursor = /^\d{1,15}$/;
export const nameCursor = /^[^\u0000]{1,300}$/u;
