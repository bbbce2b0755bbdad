export { findRowFaults } from './find-row-faults.mjs';
export { productRows } from './product-rows.mjs';
export { readOperations, readTags } from './read-tags.mjs';
export { renderRows } from './render-rows.mjs';
