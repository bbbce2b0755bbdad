const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 10_000;
const STEADY_AFTER_MS = 30_000;

/**
 * How long to wait before a process that died is started again: 0.5 s, doubling to 10 s with every death,
 * and from the beginning once it has lived for 30 s.
 *
 * @param previousDelayMs the delay before the life that just ended; undefined for the first life
 * @param livedMs how long that life was
 */
export function nextRestartDelayMs(previousDelayMs: number | undefined, livedMs: number): number {
  if (previousDelayMs === undefined || livedMs >= STEADY_AFTER_MS) return FIRST_DELAY_MS;
  return Math.min(previousDelayMs * 2, LONGEST_DELAY_MS);
}
