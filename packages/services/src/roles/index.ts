export * from './create-role.service.js';
export * from './list-roles.service.js';
export * from './hand-out.part.js';
