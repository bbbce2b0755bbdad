import type { WebhookDeliveryView } from '@countersign/contracts/webhooks';

export interface ScheduleLineShown {
  readonly number: number;
  /** After the first attempt, as planned; null for one that somebody asked for besides the schedule. */
  readonly afterSeconds: number | null;
  readonly attempt: WebhookDeliveryView['attempts'][number] | null;
  /** When the next one is made, of the one that is next. */
  readonly nextAt: string | null;
}

/** Every attempt that was made, and, unless it is over, every one that would be. */
export function scheduleOf({ attempts, scheduleSeconds, state, nextAttemptAt, heldBy }: Pick<WebhookDeliveryView, 'attempts' | 'scheduleSeconds' | 'state' | 'nextAttemptAt' | 'heldBy'>): ScheduleLineShown[] {
  const arrivedAt = attempts.find(({ problem }) => problem === null)?.number ?? Infinity;
  const made = attempts.map((attempt) => ({ number: attempt.number, afterSeconds: attempt.number > arrivedAt ? null : (scheduleSeconds[attempt.number - 1] ?? null), attempt, nextAt: null }));
  if (state === 'delivered' || state === 'failed') return made;
  const last = attempts.at(-1)?.number ?? 0;
  const ahead = scheduleSeconds.slice(last).map((afterSeconds, index) => ({ number: last + index + 1, afterSeconds, attempt: null, nextAt: index === 0 && heldBy === null ? nextAttemptAt : null }));
  return [...made, ...ahead];
}

/** "35 s", "2 min 35 s", "8 h 42 min", "3 d 5 h": the two greatest parts. */
export function spanText(seconds: number): string {
  const parts = [[Math.floor(seconds / 86_400), 'd'], [Math.floor(seconds / 3600) % 24, 'h'], [Math.floor(seconds / 60) % 60, 'min'], [seconds % 60, 's']] as const;
  return parts.filter(([count]) => count > 0).slice(0, 2).map(([count, unit]) => `${count} ${unit}`).join(' ') || '0 s';
}
