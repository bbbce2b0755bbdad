export * from './member.repository.js';
export * from './role.repository.js';
export * from './invitation.repository.js';
export * from './invitation.entity.js';
export * from './role.entity.js';
export * from './member.entity.js';
export * from './profile.repository.js';
