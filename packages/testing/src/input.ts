export * from './input-answers.js';
export * from './input-calls.js';
export * from './input-campaign.js';
export * from './input-fitting.js';
export * from './render-input.js';
