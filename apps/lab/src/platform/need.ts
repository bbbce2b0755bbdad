/** What the map has under a key. Throws where it has nothing: a set-up that lacks a part is a bug, not a case. */
export function need<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`There is no "${String(key)}" among ${[...map.keys()].map(String).join(', ')}.`);
  return value;
}
