/** A row that is there no more, and which one it stood behind. */
export interface GoneRow<Row extends { readonly id: string }> {
  readonly row: Row;
  readonly after: string | null;
}

/** The rows with those that are gone at their old places, so that none of the others moves. */
export function rowsWithGone<Row extends { readonly id: string }>(rows: readonly Row[], gone: readonly GoneRow<Row>[]): readonly Row[] {
  const all = [...rows];
  for (const { row, after } of gone) {
    if (all.some(({ id }) => id === row.id)) continue;
    const behind = after === null ? -1 : all.findIndex(({ id }) => id === after);
    all.splice(behind + 1, 0, row);
  }
  return all;
}
