export * from './create-calendar.service.js';
export * from './delete-calendar.service.js';
export * from './list-calendars.service.js';
export * from './preview-working-time.service.js';
export * from './update-calendar.service.js';
export { calendarOfStep } from './calendar-of-step.part.js';
export { viewOf as calendarViewOf } from './view-calendar.part.js';
export { dayIn, shortDayIn, shortTextIn, textIn, weekWords, zoneNames } from './working-words.part.js';
export { addWorking, endsOfDayAndWeek, startOfDay, subtractWorking } from './working-time.part.js';
