export * from './sign-up.contract.js';
export * from './sign-in.contract.js';
export * from './sign-out.contract.js';
export * from './get-session.contract.js';
export * from './switch-tenant.contract.js';
export * from './views.js';
