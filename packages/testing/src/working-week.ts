import type { CalendarBody, WorkingTime } from '@countersign/contracts/calendars';

const nine = [{ from: '09:00', to: '17:00' }];

/** Monday to Friday from nine to five in Berlin, Christmas off. */
export const workingTime: WorkingTime = {
  timeZone: 'Europe/Berlin',
  week: { monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine, saturday: [], sunday: [] },
  holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
};

export const workingWeek = (name: string): CalendarBody => ({ name, ...workingTime, isDefault: false });
