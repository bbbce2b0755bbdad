/** A row that can be selected together with others of its kind. */
export interface Selectable {
  readonly id: string;
  readonly kind: string;
}

/** What is selected, in the order in which it was, and the row from which a range is drawn. */
export interface Selection {
  readonly ids: readonly string[];
  readonly anchor: string | null;
}

export const nothingSelected: Selection = { ids: [], anchor: null };

/** Why something could not be selected. */
export type NotSelected = 'other_kind' | 'full';
export type Selected = { readonly selection: Selection; readonly refused: NotSelected | null };

const kindOf = ({ ids }: Selection, rows: readonly Selectable[]) => rows.find(({ id }) => id === ids[0])?.kind;

/** Selects a row, or lets it go. All that are selected are of one kind. */
export function toggleRow(selection: Selection, rows: readonly Selectable[], id: string, max: number): Selected {
  const row = rows.find((candidate) => candidate.id === id);
  if (row === undefined) return { selection, refused: null };
  if (selection.ids.includes(id)) return { selection: { ids: selection.ids.filter((each) => each !== id), anchor: id }, refused: null };
  return add(selection, rows, [row], id, max);
}

/** Selects every row of the kind from the last one that was touched to this one. */
export function extendRows(selection: Selection, rows: readonly Selectable[], id: string, max: number): Selected {
  const [from, to] = [rows.findIndex((row) => row.id === selection.anchor), rows.findIndex((row) => row.id === id)];
  if (from < 0 || to < 0) return toggleRow(selection, rows, id, max);
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
  const kind = kindOf(selection, rows) ?? rows[from]?.kind;
  const fitting = range.filter((row) => row.kind === kind && !selection.ids.includes(row.id));
  const added = add(selection, rows, fitting, id, max);
  return range.some((row) => row.kind !== kind) && added.refused === null ? { ...added, refused: 'other_kind' } : added;
}

/** Selects every row of one kind. */
export const selectKind = (selection: Selection, rows: readonly Selectable[], kind: string, max: number): Selected =>
  add(selection, rows, rows.filter((row) => row.kind === kind && !selection.ids.includes(row.id)), selection.anchor, max);

/** Without what is no longer there. */
export function keepThere(selection: Selection, rows: readonly Selectable[]): Selection {
  const ids = selection.ids.filter((id) => rows.some((row) => row.id === id));
  return ids.length === selection.ids.length ? selection : { ...selection, ids };
}

function add(selection: Selection, rows: readonly Selectable[], more: readonly Selectable[], anchor: string | null, max: number): Selected {
  const kind = kindOf(selection, rows);
  if (kind !== undefined && more.some((row) => row.kind !== kind)) return { selection, refused: 'other_kind' };
  const ids = [...selection.ids, ...more.map(({ id }) => id)];
  return { selection: { ids: ids.slice(0, max), anchor }, refused: ids.length > max ? 'full' : null };
}
