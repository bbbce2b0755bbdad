export * from './calendar.repository.js';
