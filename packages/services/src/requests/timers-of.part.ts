import type { ApplyingCalendar } from '@countersign/database/calendars';
import type { OpenedTask } from '@countersign/database/requests';
import type { NewTimer, TimerKind } from '@countersign/database/timers';
import type { WorkingTime } from '@countersign/contracts/calendars';
import { findStep, stepsOf, type ApprovalStep, type OutlineStep, type RunState, type Span, type WorkflowDefinition } from '@countersign/engine';
import { addWorking, calendarOfStep, subtractWorking } from '../calendars/index.js';
import { newId } from '../platform/ids.js';

/** When a span that begins at an instant ends; null where it is one of working time and there is no calendar to count by. */
export function endOfSpan(calendar: WorkingTime | null, from: Date, span: Span): Date | null {
  if ('hours' in span) return new Date(from.getTime() + span.hours * 3_600_000);
  return calendar === null ? null : addWorking(calendar, from, span);
}

/** When a task that opens at an instant is due; null where its step says nothing of it. */
export function dueOf({ steps }: WorkflowDefinition, stepId: string, calendars: readonly ApplyingCalendar[], at: Date): Date | null {
  const step = findStep(steps, stepId);
  return step?.kind === 'approval' && step.due ? endOfSpan(calendarOfStep(calendars, step), at, step.due) : null;
}

/** Whether anything of a definition is counted in working time, or waits for a day of the calendar. */
export const countsTime = ({ steps }: WorkflowDefinition): boolean => stepsOf(steps).some((step) => step.kind === 'wait' || (step.kind === 'approval' && step.due !== undefined));

/** The calendars that steps name, by an outline. */
export const calendarIdsOf = (outline: readonly Pick<OutlineStep, 'calendarId'>[]): string[] => [...new Set(outline.flatMap(({ calendarId }) => calendarId ?? []))];

interface Timed {
  readonly definition: WorkflowDefinition;
  readonly calendars: readonly ApplyingCalendar[];
}

/** What is to happen at a time because of a command: to the tasks that it opened, and to waits that it began. */
export function timersOf({ definition, calendars }: Timed, opened: readonly OpenedTask[], begun: RunState['waits'], at: Date): NewTimer[] {
  const ofTasks = opened.filter(({ status }) => status === 'open').flatMap((task): NewTimer[] => {
    const step = findStep(definition.steps, task.stepId);
    return step?.kind === 'approval' && task.dueAt !== null ? timersOfTask(step, task.id, new Date(task.dueAt), calendarOfStep(calendars, step), at) : [];
  });
  return [...ofTasks, ...begun.flatMap(({ stepId, until }) => (until === null ? [] : [{ id: newId(), taskId: null, stepId, kind: 'wait' as const, at: until }]))];
}

function timersOfTask({ id: stepId, reminders = [], onOverdue }: ApprovalStep, taskId: string, due: Date, calendar: WorkingTime | null, now: Date): NewTimer[] {
  const timer = (kind: TimerKind, at: Date): NewTimer => ({ id: newId(), taskId, stepId, kind, at: at.toISOString() });
  // A reminder whose time was over before anybody was asked would only say what the task itself says.
  const before = reminders.flatMap((span) => startOfSpan(calendar, due, span) ?? []).filter((at) => at > now);
  const after = onOverdue && endOfSpan(calendar, due, onOverdue.after);
  return [...before.map((at) => timer('reminder', at)), timer('due', due), ...(after ? [timer('overdue', after)] : [])];
}

function startOfSpan(calendar: WorkingTime | null, to: Date, span: Span): Date | null {
  if ('hours' in span) return new Date(to.getTime() - span.hours * 3_600_000);
  return calendar === null ? null : subtractWorking(calendar, to, span);
}
