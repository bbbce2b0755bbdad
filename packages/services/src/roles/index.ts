export * from './create-role.service.js';
export * from './list-roles.service.js';
export * from './hand-out.part.js';
export * from './permission-words.part.js';
export * from './preview-role.service.js';
export * from './rights.part.js';
export * from './update-role.service.js';
export * from './get-role.service.js';
