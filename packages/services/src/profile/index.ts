export * from './change-picture.service.js';
export * from './copy-profile.service.js';
export * from './get-picture.service.js';
export * from './picture-view.part.js';
export * from './remove-picture.service.js';
export * from './remove-unused-pictures.service.js';
export * from './rename-profile.service.js';
export * from './start-picture-upload.service.js';
