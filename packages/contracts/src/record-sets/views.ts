import * as z from 'zod/mini';
import { growing, id, instant, isStorableText, line, outsideIdMax } from '../platform/index.js';
import { memberRef } from '../requests/views.js';

const between = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
/** Where something stands in a record (RFC 6901); never the whole of it. */
export const recordPointer = () => z.string().check(z.maxLength(300), z.regex(/^(\/([^~/\p{Cc}]|~[01])*)+$/u, 'must be a pointer such as /meta/lastModified'), z.refine((pointer) => !/\/(__proto__|constructor|prototype)(\/|$)/.test(pointer), 'must not reach for a prototype'));
/** The same in a page, where nothing stands for the whole. */
const pagePointer = () => z.union([z.literal(''), recordPointer()]);
/** A parameter of a query, as it is put behind the path. */
const parameterName = () => z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_.[\]-]{0,63}$/, 'must be the name of a parameter such as starting_after'));
/** Below the connection's address, with a query where one is wanted; no segment of dots, which would lead out of it (RFC 3986, section 5.2.4). */
const listPath = () => z.string().check(z.maxLength(500), z.regex(/^\/(?!(?:[^?]*\/)?(?:\.|%2[eE]){1,2}(?:[/?]|$))[\x21\x22\x24-\x5B\x5D-\x7E]*$/, 'must be a path such as /vendors?limit=100, in printable ASCII and without dots alone between slashes'));

/** How the next page of a list is found. */
export const paging = z.discriminatedUnion('kind', [
  /** The first answer is all there is. */
  z.strictObject({ kind: z.literal('none') }),
  /** The page says the address of the next one at this place; null or nothing there ends the list. */
  z.strictObject({ kind: z.literal('next_pointer'), pointer: recordPointer() }),
  /** The page says it in its Link header, as the relation "next" (RFC 8288). */
  z.strictObject({ kind: z.literal('link_header') }),
  /** The next page is asked for by this parameter: what the page says at `cursorPointer`, or where that is null the outside id of its last record. `morePointer`: where it says whether there is more. */
  z.strictObject({ kind: z.literal('cursor'), parameter: parameterName(), cursorPointer: z.nullable(recordPointer()), morePointer: z.nullable(recordPointer()) }),
  /** The next page is asked for by how many records came before it, counted from `first`; where the page says how many there are at `totalPointer`, no empty page is asked for. */
  z.strictObject({ kind: z.literal('offset'), parameter: parameterName(), first: between(0, 1), totalPointer: z.nullable(recordPointer()) }),
]);
export type Paging = z.infer<typeof paging>;

export const recordFieldTypes = ['text', 'number', 'truth', 'time'] as const;
export const recordFieldsMax = 30;
/** A field that is kept, and what it holds. Where it holds something else, the record is quarantined. */
export const recordField = z.strictObject({ name: line(60), pointer: recordPointer(), type: z.enum(recordFieldTypes) });
export type RecordField = z.infer<typeof recordField>;

export const recordSetSettings = {
  path: listPath(),
  paging,
  /** Where the records stand in a page. */
  itemsPointer: pagePointer(),
  idPointer: recordPointer(),
  /**
   * What tells a newer state of a record from an older one: a whole number, or a time (RFC 3339, or whole seconds since 1970).
   * Where a system says none, the time at which it was asked is taken, which orders what we read and not what it did.
   */
  version: z.strictObject({ kind: z.enum(['number', 'time']), pointer: z.nullable(recordPointer()) }),
  titlePointer: recordPointer(),
  /** By what twins are found, such as a tax number. */
  naturalKeyPointer: z.nullable(recordPointer()),
  /** Nothing else of a record is kept. */
  fields: z.array(recordField).check(z.maxLength(recordFieldsMax)),
  /** How often it is read without being asked to; null for never. */
  everyMinutes: z.nullable(between(5, 10_080)),
};
export type RecordSetSettings = { [K in keyof typeof recordSetSettings]: z.infer<(typeof recordSetSettings)[K]> };

export const recordSetParams = z.strictObject({ recordSetId: id() });

export const recordSetView = z.strictObject({
  id: id(),
  name: z.string(),
  connectionId: id(),
  ...recordSetSettings,
  /** When it is read next without being asked to. */
  nextReadingAt: z.nullable(instant()),
  /** Counts up with each change. */
  revision: z.int(),
  changedAt: instant(),
});
export type RecordSetView = z.infer<typeof recordSetView>;

/** `gone`: the other system has it no more; `quarantined`: what it says is not of the shape that was agreed. */
export const recordStates = ['current', 'gone', 'quarantined'] as const;
export type RecordState = (typeof recordStates)[number];
export const outsideId = () => z.string().check(z.minLength(1), z.maxLength(outsideIdMax), z.regex(/^\P{Cc}*$/u, 'must not hold control characters'));

/** What stands in the title, natural key or outside id of a record. */
export const recordSearch = () => z.string().check(z.maxLength(200), z.refine(isStorableText, 'must not contain NUL or half a surrogate pair'));

/** A record of another system as it was said last, by its version. */
export const keptRecordView = z.strictObject({
  outsideId: z.string(),
  state: growing(recordStates),
  /** As the other system writes it; the time of asking where it says none. */
  version: z.string(),
  title: z.nullable(z.string()),
  naturalKey: z.nullable(z.string()),
  /** By name; what the record does not say is left out. */
  fields: z.record(z.string(), z.unknown()),
  /** Why it is quarantined. */
  problem: z.nullable(z.string()),
  /** The record that counts in place of this one, where somebody has said that both are the same. */
  twinOf: z.nullable(z.string()),
  seenAt: instant(),
  changedAt: instant(),
});
export type KeptRecordView = z.infer<typeof keptRecordView>;

/** One state that a record was in, as it was taken. */
export const recordVersionView = z.strictObject({ id: id(), version: z.string(), state: growing(recordStates), title: z.nullable(z.string()), fields: z.record(z.string(), z.unknown()), problem: z.nullable(z.string()), via: growing(['reading', 'message', 'repair']), at: instant() });
export type RecordVersionView = z.infer<typeof recordVersionView>;

export const readingParams = z.strictObject({ readingId: id() });

/** A reading of a whole record set, and how far it has come. */
export const readingView = z.strictObject({
  id: id(),
  recordSetId: id(),
  /** `compare`: nothing is taken; in what both sides differ is found. Then `added` counts what is not kept, and `changed` what is kept otherwise. */
  purpose: z.enum(['keep', 'compare']),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** Null where it was begun by itself, in its turn. */
  startedBy: z.nullable(memberRef()),
  startedAt: instant(),
  endedAt: z.nullable(instant()),
  pages: z.int(),
  progress: z.strictObject({
    /** Records that were read; each is one of those below. */
    seen: z.int(),
    added: z.int(),
    changed: z.int(),
    /** Of an older version than is kept, or of the same. */
    unchanged: z.int(),
    /** Without an id or a version: they cannot be kept. */
    unreadable: z.int(),
  }),
  /** Records that are kept and were not read, once all was read. */
  notSeen: z.nullable(z.int()),
  /** Why it failed, waits, or could not keep a record. */
  problem: z.nullable(z.string()),
});
export type ReadingView = z.infer<typeof readingView>;

/** `missing_there`: it is kept, and was not listed; `missing_here`: it was listed, and is not kept; `doubled`: listed under several ids with one natural key; `different`: kept otherwise than it was listed. */
export const findingKinds = ['missing_there', 'missing_here', 'doubled', 'different'] as const;
export type FindingKind = (typeof findingKinds)[number];
/** `changed`: it was otherwise by the time of the repair, and was left alone. */
export const findingStates = ['open', 'waiting', 'repaired', 'changed', 'ignored'] as const;
export type FindingState = (typeof findingStates)[number];
export const findingRepairs = ['take_theirs', 'mark_gone', 'declare_twin', 'ignore'] as const;
export type FindingRepair = (typeof findingRepairs)[number];
/** What may be done about which; of twins one says for each of them which one counts. */
export const repairsOfFindings: Readonly<Record<FindingKind, readonly FindingRepair[]>> = { missing_there: ['mark_gone', 'ignore'], missing_here: ['take_theirs', 'ignore'], doubled: ['declare_twin', 'ignore'], different: ['take_theirs', 'ignore'] };

export const findingView = z.strictObject({
  id: id(),
  kind: z.enum(findingKinds),
  outsideId: z.string(),
  title: z.nullable(z.string()),
  /** Of `doubled`: all that have the same natural key. */
  twins: z.nullable(z.array(z.strictObject({ outsideId: z.string(), title: z.nullable(z.string()) }))),
  /** Field by field, as text; null where a side says nothing. */
  differences: z.array(z.strictObject({ name: z.string(), kept: z.nullable(z.string()), said: z.nullable(z.string()) })),
  state: growing(findingStates),
  settledAt: z.nullable(instant()),
});
export type FindingView = z.infer<typeof findingView>;

export const recordRepairParams = z.strictObject({ repairId: id() });
/** A decision about findings, and how far it has come. */
export const recordRepairView = z.strictObject({
  id: id(),
  readingId: id(),
  kind: z.enum(findingKinds),
  how: z.enum(findingRepairs),
  reason: z.string(),
  state: z.enum(['running', 'stopped', 'done']),
  startedBy: memberRef(),
  startedAt: instant(),
  endedAt: z.nullable(instant()),
  progress: z.strictObject({ waiting: z.int(), repaired: z.int(), changed: z.int(), ignored: z.int() }),
});
export type RecordRepairView = z.infer<typeof recordRepairView>;

/** A record as it is chosen: nothing of it but what tells it from others. */
export const recordChoice = z.strictObject({ outsideId: z.string(), title: z.nullable(z.string()) });
export type RecordChoice = z.infer<typeof recordChoice>;
