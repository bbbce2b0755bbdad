export * from './follow-events.service.js';
export type { LiveSink } from './live-streams.part.js';
