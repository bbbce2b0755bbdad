export * from './outside-record.repository.js';
