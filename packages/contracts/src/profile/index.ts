export * from './change-picture.contract.js';
export * from './get-picture.contract.js';
export * from './remove-picture.contract.js';
export * from './rename-profile.contract.js';
export * from './start-picture-upload.contract.js';
export * from './views.js';
