export * from './assign-member-roles.service.js';
export * from './list-members.service.js';
export * from './deactivate-member.service.js';
export * from './preview-member-roles.service.js';
export * from './set-manager.service.js';
export * from './set-member-expiry.service.js';
export * from './expire-member.service.js';
export { memberViewOf } from './view-member.part.js';
export { leftToNobody } from './left-to-nobody.part.js';
