import { SelectField } from '../ui/fields/field.js';
import type { Choices } from './sources-field.js';

export interface CalendarFieldProps {
  readonly id: string;
  readonly calendarId: string | undefined;
  readonly choices: Choices;
  readonly onChange: (calendarId: string | undefined) => void;
}

/** By which of the company's calendars a step counts; nothing is asked where there is no choice. */
export function CalendarField({ id, calendarId, choices: { calendars }, onChange }: CalendarFieldProps) {
  const others = calendars.filter(({ isDefault, id: each }) => !isDefault || each === calendarId);
  if (others.length === 0 && calendarId === undefined) return null;
  const byDefault = calendars.find(({ isDefault }) => isDefault);
  const gone = calendarId !== undefined && !calendars.some((calendar) => calendar.id === calendarId) ? [{ id: calendarId, name: 'a calendar that is gone' }] : [];
  return <SelectField id={id} label="Counted by the calendar" none={byDefault === undefined ? 'the default one' : `the default one (${byDefault.name})`} value={calendarId ?? ''} options={[...others, ...gone]} onChange={(value) => onChange(value === '' ? undefined : value)} />;
}
