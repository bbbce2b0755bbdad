/** What needs an address and nothing of the server: journeys load no more than this. */
export * from './company.js';
export * from './people.js';
export * from './request-flow.js';
export * from './test-pictures.js';
export * from './test-attachments.js';
export * from './second-factor.js';
export * from './decide-for.js';
export * from './working-week.js';
export * from './connections.js';
export * from './record-sets.js';
export * from './kept-vendors.js';
export * from './test-provider.js';
export * from './webhook-sources.js';
export * from './raw-call.js';
