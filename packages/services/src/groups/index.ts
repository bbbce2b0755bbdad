export * from './create-group.service.js';
export * from './rename-group.service.js';
export * from './delete-group.service.js';
export * from './add-group-members.service.js';
export * from './remove-group-member.service.js';
export * from './list-groups.service.js';
export * from './list-group-members.service.js';
export * from './asking-words.part.js';
