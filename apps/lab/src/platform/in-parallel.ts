/** Does `work` on every item, `width` at a time, in order of their start. The first failure stops the starting of further ones and is thrown. */
export async function inParallel<T>(items: Iterable<T> | AsyncIterable<T>, width: number, work: (item: T) => Promise<void>): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    const started = work(item)
      .catch((thrown: unknown) => void failures.push(thrown))
      .finally(() => running.delete(started));
    running.add(started);
    if (running.size >= width) await Promise.race(running);
    if (failures.length > 0) break;
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
