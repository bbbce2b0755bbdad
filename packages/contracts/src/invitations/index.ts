export * from './invite-member.contract.js';
export * from './accept-invitation.contract.js';
