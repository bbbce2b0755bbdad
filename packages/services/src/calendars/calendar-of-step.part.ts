import type { ApplyingCalendar } from '@countersign/database/calendars';
import type { WorkingTime } from '@countersign/contracts/calendars';
import type { Step } from '@countersign/engine';

/** The calendar by which a step counts: the one that it names, or the default; null in a company without any. */
export function calendarOfStep(calendars: readonly ApplyingCalendar[], step: Step): WorkingTime | null {
  const named = step.kind === 'approval' || step.kind === 'wait' ? step.calendarId : undefined;
  const byDefault = calendars.find(({ isDefault }) => isDefault) ?? null;
  return named === undefined ? byDefault : (calendars.find(({ id }) => id === named) ?? byDefault);
}
