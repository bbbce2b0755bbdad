export * from './create-request-type.service.js';
export * from './add-request-type-version.service.js';
export * from './list-request-types.service.js';
export { insertVersion } from './new-version.part.js';
export * from './list-record-choices.service.js';
