export * from './request-type.repository.js';
export * from './request-type-version.entity.js';
