export * from './views.js';
export * from './create-group.contract.js';
export * from './rename-group.contract.js';
export * from './delete-group.contract.js';
export * from './add-group-members.contract.js';
export * from './remove-group-member.contract.js';
export * from './list-groups.contract.js';
export * from './list-group-members.contract.js';
