export * from './invite-member.contract.js';
export * from './accept-invitation.contract.js';
export * from './renew-invitation.contract.js';
export * from './withdraw-invitation.contract.js';
export * from './views.js';
