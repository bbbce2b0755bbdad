/** What one stretch of work cost. */
export interface Stretch {
  readonly perSecond: number;
  readonly latenciesMs: readonly number[];
}

/** Does `count` pieces of work, `clients` at a time, each client one after the other. */
export async function measure(clients: number, count: number, act: (client: number) => Promise<void>): Promise<Stretch> {
  const latenciesMs: number[] = [];
  let begun = 0;
  const one = async (client: number): Promise<void> => {
    while (begun < count) {
      begun += 1;
      const startedMs = performance.now();
      await act(client);
      latenciesMs.push(performance.now() - startedMs);
    }
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)));
  return { perSecond: (1000 * count) / (performance.now() - startedMs), latenciesMs };
}

/** The value below which the share `share` of all lies; by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle of an odd number of values, and their extremes. */
export function spreadOf(values: readonly number[]): { readonly median: number; readonly least: number; readonly most: number } {
  return { median: quantile(values, 0.5), least: quantile(values, 0), most: quantile(values, 1) };
}
