export * from './accept-invitation.service.js';
export * from './invite-member.service.js';
export * from './renew-invitation.service.js';
export * from './withdraw-invitation.service.js';
export { tokenHash } from './new-link.part.js';
