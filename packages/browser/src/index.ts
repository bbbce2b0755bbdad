export { findBrowser } from './platform/find-browser.js';
export { openBrowser, openPage, type PageOptions } from './platform/open-browser.js';
export { slowDown, watchLoad, type LoadFigures, type LoadWatch, type Slowness } from './platform/measure-load.js';
export { framesUntilChange, pressAndTime } from './platform/measure-keys.js';
export type { Browser, Page } from 'playwright-core';
