export * from './sign-up.service.js';
export * from './sign-in.service.js';
export * from './sign-out.service.js';
export * from './get-session.service.js';
export * from './switch-tenant.service.js';
export * from './auth.part.js';
export * from './identity.part.js';
