export * from './list-members.contract.js';
export * from './assign-member-roles.contract.js';
export * from './views.js';
export * from './deactivate-member.contract.js';
export * from './preview-member-roles.contract.js';
export * from './set-manager.contract.js';
export * from './set-member-expiry.contract.js';
