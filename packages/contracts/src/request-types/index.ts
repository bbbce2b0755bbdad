export * from './create-request-type.contract.js';
export * from './add-request-type-version.contract.js';
export * from './list-request-types.contract.js';
export * from './form.js';
export * from './views.js';
export * from './list-record-choices.contract.js';
