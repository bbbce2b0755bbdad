export * from './read-notifications.service.js';
export { tell, type Told } from './tell.part.js';
export { notificationOf } from './view-notification.part.js';
