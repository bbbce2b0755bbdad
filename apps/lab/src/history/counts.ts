/** Counts by key. */
export const raise = <K>(counts: Map<K, number>, key: K, by: number): void => void counts.set(key, (counts.get(key) ?? 0) + by);
/** The most frequent first, and then by name: the same counts give the same order. */
export const byCount = <K extends string>(counts: ReadonlyMap<K, number>): Map<K, number> => new Map([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));

export const sumOf = (counts: ReadonlyMap<unknown, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
