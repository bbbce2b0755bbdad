export * from './create-calendar.contract.js';
export * from './delete-calendar.contract.js';
export * from './list-calendars.contract.js';
export * from './preview-working-time.contract.js';
export * from './update-calendar.contract.js';
export * from './views.js';
export * from './get-calendar.contract.js';
