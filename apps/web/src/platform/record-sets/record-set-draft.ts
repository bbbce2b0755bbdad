import type { createRecordSet, Paging, RecordField, RecordSetSettings, RecordSetView } from '@countersign/contracts/record-sets';
import type { InputOf } from '@countersign/contracts/platform';

export type RecordSetBody = InputOf<typeof createRecordSet>['body'];

/** A record set as it stands in the form: every way of paging with what it would need, numbers as they are written. */
export interface RecordSetDraft {
  readonly name: string;
  readonly connectionId: string;
  readonly path: string;
  readonly itemsPointer: string;
  readonly paging: Paging['kind'];
  readonly nextPointer: string;
  readonly parameter: string;
  readonly cursorPointer: string;
  readonly morePointer: string;
  readonly first: string;
  readonly totalPointer: string;
  readonly idPointer: string;
  readonly versionKind: 'number' | 'time';
  readonly versionPointer: string;
  readonly titlePointer: string;
  readonly naturalKeyPointer: string;
  readonly fields: readonly RecordField[];
  readonly everyMinutes: string;
}
export type RecordSetDraftField = keyof RecordSetDraft;

export interface RecordSetProblem {
  readonly field: RecordSetDraftField;
  readonly detail: string;
}

export const firstRecordSetDraft: RecordSetDraft = {
  name: '', connectionId: '', path: '', itemsPointer: '/items', paging: 'none', nextPointer: '/next', parameter: '', cursorPointer: '', morePointer: '', first: '0', totalPointer: '',
  idPointer: '/id', versionKind: 'time', versionPointer: '/updatedAt', titlePointer: '/name', naturalKeyPointer: '', fields: [], everyMinutes: '',
};

export function recordSetDraftOf({ name, connectionId, path, itemsPointer, paging, idPointer, version, titlePointer, naturalKeyPointer, fields, everyMinutes }: RecordSetSettings & Pick<RecordSetView, 'name' | 'connectionId'>): RecordSetDraft {
  return {
    ...firstRecordSetDraft, name, connectionId, path, itemsPointer, idPointer, titlePointer, fields, ...pagingDraft(paging), paging: paging.kind,
    versionKind: version.kind, versionPointer: version.pointer ?? '', naturalKeyPointer: naturalKeyPointer ?? '', everyMinutes: everyMinutes === null ? '' : String(everyMinutes),
  };
}

function pagingDraft(paging: Paging): Partial<RecordSetDraft> {
  switch (paging.kind) {
    case 'next_pointer':
      return { nextPointer: paging.pointer };
    case 'cursor':
      return { parameter: paging.parameter, cursorPointer: paging.cursorPointer ?? '', morePointer: paging.morePointer ?? '' };
    case 'offset':
      return { parameter: paging.parameter, first: String(paging.first), totalPointer: paging.totalPointer ?? '' };
    case 'none':
    case 'link_header':
      return {};
  }
}

const needed: Readonly<Partial<Record<RecordSetDraftField, string>>> = {
  name: 'The record set needs a name.', connectionId: 'Say through which connection it is read.', path: 'Say where the records are listed.', idPointer: 'Say where a record says its id.', titlePointer: 'Say where a record says what it is called.',
};

/** What is sent; or what is not filled in, or is no number. Whether it can be used is the server's to say. */
export function recordSetBodyOf(draft: RecordSetDraft): { readonly body: RecordSetBody } | { readonly problems: readonly RecordSetProblem[] } {
  const required: readonly RecordSetDraftField[] = ['name', 'connectionId', 'path', 'idPointer', 'titlePointer'];
  const problems: RecordSetProblem[] = required.flatMap((field) => (String(draft[field]).trim() === '' ? [{ field, detail: needed[field] ?? '' }] : []));
  if ((draft.paging === 'cursor' || draft.paging === 'offset') && draft.parameter.trim() === '') problems.push({ field: 'parameter', detail: 'Say by which parameter the next page is asked for.' });
  const minutes = draft.everyMinutes.trim();
  if (minutes !== '' && !(/^\d{1,5}$/.test(minutes) && Number(minutes) >= 5 && Number(minutes) <= 10_080)) problems.push({ field: 'everyMinutes', detail: 'A whole number from 5 to 10080, or nothing.' });
  if (draft.fields.some(({ name, pointer }) => name.trim() === '' || pointer.trim() === '')) problems.push({ field: 'fields', detail: 'Each field needs a name and a place.' });
  if (problems.length > 0) return { problems };
  const { name, connectionId, path, itemsPointer, idPointer, titlePointer } = draft;
  return {
    body: {
      name, connectionId, path, itemsPointer, idPointer, titlePointer, paging: pagingOf(draft), naturalKeyPointer: orNull(draft.naturalKeyPointer), fields: [...draft.fields],
      version: { kind: draft.versionKind, pointer: orNull(draft.versionPointer) }, everyMinutes: minutes === '' ? null : Number(minutes),
    },
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

function pagingOf({ paging, nextPointer, parameter, cursorPointer, morePointer, first, totalPointer }: RecordSetDraft): Paging {
  switch (paging) {
    case 'none':
    case 'link_header':
      return { kind: paging };
    case 'next_pointer':
      return { kind: paging, pointer: nextPointer };
    case 'cursor':
      return { kind: paging, parameter, cursorPointer: orNull(cursorPointer), morePointer: orNull(morePointer) };
    case 'offset':
      return { kind: paging, parameter, first: first === '1' ? 1 : 0, totalPointer: orNull(totalPointer) };
  }
}

const ofPointer: Readonly<Record<string, RecordSetDraftField>> = {
  name: 'name', connectionId: 'connectionId', path: 'path', itemsPointer: 'itemsPointer', idPointer: 'idPointer', titlePointer: 'titlePointer', naturalKeyPointer: 'naturalKeyPointer', everyMinutes: 'everyMinutes',
  'version/pointer': 'versionPointer', 'paging/pointer': 'nextPointer', 'paging/parameter': 'parameter', 'paging/cursorPointer': 'cursorPointer', 'paging/morePointer': 'morePointer', 'paging/totalPointer': 'totalPointer', 'paging/first': 'first',
};

/** Where in the form stands what the server says something of; null where nowhere. */
export function recordSetFieldOf(pointer: string): RecordSetDraftField | null {
  const place = pointer.replace(/^\/body\//, '');
  return place.startsWith('fields') ? 'fields' : (ofPointer[place] ?? null);
}
