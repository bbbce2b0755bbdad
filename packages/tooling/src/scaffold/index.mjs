export { planOperation } from './plan-operation.mjs';
export { readTaken, readWish } from './read-wish.mjs';
