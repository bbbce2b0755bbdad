/**
 * How long is waited after so many attempts, from 1, by a schedule whose last delay goes on: a fifth either way, so that those who failed together do not come back together.
 * Milliseconds.
 */
export function scheduledWaitMs(attempts: number, delaysMs: readonly number[]): number {
  return Math.round((delaysMs[attempts - 1] ?? delaysMs.at(-1) ?? 0) * (0.8 + Math.random() * 0.4));
}
