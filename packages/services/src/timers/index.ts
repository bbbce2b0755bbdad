export * from './fire-timer.service.js';
export * from './sweep-timers.service.js';
