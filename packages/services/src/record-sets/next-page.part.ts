import type { RecordSetSettings } from '@countersign/contracts/record-sets';
import { isBelow, urlOf } from '../connections/index.js';
import { placeAt } from '../outside-records/index.js';

/** A page that was read, as far as the next one hangs on it. */
export interface PageRead {
  readonly paging: RecordSetSettings['paging'];
  readonly baseUrl: string;
  /** Below the connection's address. */
  readonly path: string;
  readonly page: unknown;
  readonly link: string | null;
  readonly itemCount: number;
  /** The outside id of its last record, where it has one. */
  readonly lastId: string | null;
}

/** Where the next page is, below the connection's address; null at the end; or why it is not read. */
export type NextPage = { readonly ok: true; readonly path: string | null } | { readonly ok: false; readonly problem: string };

const end: NextPage = { ok: true, path: null };
const pathMax = 2_000;

export function nextPageOf(read: PageRead): NextPage {
  const { paging, page } = read;
  switch (paging.kind) {
    case 'none':
      return end;
    case 'next_pointer':
      return followed(read, placeAt(page, paging.pointer));
    case 'link_header':
      return followed(read, nextLinkOf(read.link));
    case 'cursor':
      return byCursor(read, paging);
    case 'offset':
      return byOffset(read, paging);
  }
}

/** An address that the system gives, relative to the page that gave it (RFC 3986, section 5). It stays below the connection's. */
function followed({ baseUrl, path }: PageRead, said: unknown): NextPage {
  if (said === undefined || said === null || said === '' || said === false) return end;
  if (typeof said !== 'string' || !URL.canParse(said, urlOf(baseUrl, path).href)) return { ok: false, problem: 'What stands for the address of the next page is no address.' };
  const url = new URL(said, urlOf(baseUrl, path));
  if (!isBelow(url, baseUrl)) return { ok: false, problem: 'The next page leads out of the connection’s address: it is not read.' };
  return further(path, `${url.pathname.slice(new URL(baseUrl).pathname.replace(/\/+$/, '').length)}${url.search}`);
}

function byCursor(read: PageRead, { parameter, cursorPointer, morePointer }: Extract<PageRead['paging'], { kind: 'cursor' }>): NextPage {
  if (morePointer !== null && placeAt(read.page, morePointer) !== true) return end;
  const said = cursorPointer === null ? read.lastId : placeAt(read.page, cursorPointer);
  if (said === undefined || said === null || said === '') return end;
  if (typeof said !== 'string' && typeof said !== 'number') return { ok: false, problem: 'What stands for the cursor of the next page is no text.' };
  return further(read.path, withParameter(read, parameter, String(said)));
}

function byOffset(read: PageRead, { parameter, first, totalPointer }: Extract<PageRead['paging'], { kind: 'offset' }>): NextPage {
  if (read.itemCount === 0) return end;
  const here = new URL(urlOf(read.baseUrl, read.path)).searchParams.get(parameter);
  const from = here !== null && /^\d{1,12}$/.test(here) ? Number(here) : first;
  const next = from + read.itemCount;
  const total = totalPointer === null ? undefined : placeAt(read.page, totalPointer);
  if (typeof total === 'number' && next - first >= total) return end;
  return further(read.path, withParameter(read, parameter, String(next)));
}

function withParameter({ path }: PageRead, parameter: string, value: string): string {
  const [place = '', query = ''] = path.split(/\?(.*)/s);
  const parameters = new URLSearchParams(query);
  parameters.set(parameter, value);
  return `${place}?${parameters.toString()}`;
}

/** A page that says that it is its own next one would be read for ever. */
function further(path: string, next: string): NextPage {
  if (next === path) return { ok: false, problem: 'The page says that it is its own next page.' };
  if (next.length > pathMax) return { ok: false, problem: `The address of the next page has more than ${pathMax} characters.` };
  return { ok: true, path: next };
}

const linkPattern = /<([^<>]*)>((?:\s*;\s*[\w!#$&+.^`|~*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]+))?)*)/g;
const parameterPattern = /;\s*([\w!#$&+.^`|~*-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+)))?/g;

/** The target of the first link of relation "next" (RFC 8288, section 3); null where there is none. A target has no "<": so no header is looked at anew from each of its characters. */
export function nextLinkOf(header: string | null): string | null {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(linkPattern)) {
    const [, , quoted, plain] = [...parameters.matchAll(parameterPattern)].find(([, name = '']) => name.toLowerCase() === 'rel') ?? [];
    const names = (quoted ?? plain ?? '').toLowerCase().split(/\s+/);
    if (names.includes('next')) return target;
  }
  return null;
}
