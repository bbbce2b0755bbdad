/** How likely two samples are to differ as much as these if they came from one distribution (two-sided Kolmogorov–Smirnov, asymptotic with Stephens' correction). */
export function sameDistribution(a: readonly number[], b: readonly number[]): { readonly distance: number; readonly p: number } {
  const [x, y] = [[...a].sort((l, r) => l - r), [...b].sort((l, r) => l - r)];
  let [i, j, distance] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i] ?? 0, y[j] ?? 0);
    while (i < x.length && (x[i] ?? 0) <= at) i += 1;
    while (j < y.length && (y[j] ?? 0) <= at) j += 1;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  const size = Math.sqrt((x.length * y.length) / (x.length + y.length));
  const lambda = (size + 0.12 + 0.11 / size) * distance;
  // Below this the series has not begun to fall, and its sum is 1 to many digits.
  if (lambda < 0.3) return { distance, p: 1 };
  let p = 0;
  for (let k = 1; k <= 100; k += 1) p += 2 * (k % 2 === 1 ? 1 : -1) * Math.exp(-2 * k * k * lambda * lambda);
  return { distance, p: Math.min(1, Math.max(0, p)) };
}
