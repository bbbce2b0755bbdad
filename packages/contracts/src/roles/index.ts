export * from './create-role.contract.js';
export * from './list-roles.contract.js';
export * from './views.js';
export * from './preview-role.contract.js';
export * from './update-role.contract.js';
export * from './get-role.contract.js';
