export * from './accept-invitation.service.js';
export * from './invite-member.service.js';
