export * from './assign-member-roles.service.js';
export * from './list-members.service.js';
