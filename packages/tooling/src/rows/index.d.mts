type Files = readonly { readonly path: string; readonly text: string }[];
/** By the row's id; `done: true` is a claim. */
export type Rows = Readonly<Record<string, { readonly does: string; readonly done?: boolean }>>;
/** The test files that carry the tag of a row. */
export type Tags = ReadonlyMap<string, readonly { readonly kind: 'http' | 'e2e' | 'spec' | 'shared'; readonly path: string; readonly stem: string }[]>;

export const productRows: Rows;
export function readTags(files: Files): Tags;
export function readOperations(files: Files): ReadonlySet<string>;
/** Sentences: rows that are claimed done without their tests, and tags of rows that there are not. */
export function findRowFaults(rows: Rows, tags: Tags): string[];
export function renderRows(rows: Rows, tags: Tags, operations: ReadonlySet<string>): string;
