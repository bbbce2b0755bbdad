/** Where a key moves to in a list of `count` rows from `index`; null where the key moves nothing. Page keys move ten. */
export function nextRow(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  const moves: Readonly<Record<string, number>> = { ArrowDown: index + 1, j: index + 1, ArrowUp: index - 1, k: index - 1, Home: 0, End: count - 1, PageDown: index + 10, PageUp: index - 10 };
  const wanted = moves[key];
  return wanted === undefined ? null : Math.min(count - 1, Math.max(0, wanted));
}

/** Which row takes the focus when `gone` leaves the list: the one that moves up into its place, or the last. */
export function rowAfter(ids: readonly string[], gone: string): string | null {
  const index = ids.indexOf(gone);
  if (index < 0) return ids[0] ?? null;
  return ids[index + 1] ?? ids[index - 1] ?? null;
}
