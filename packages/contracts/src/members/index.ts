export * from './list-members.contract.js';
export * from './assign-member-roles.contract.js';
export * from './views.js';
