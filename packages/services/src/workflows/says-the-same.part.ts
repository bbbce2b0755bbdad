import { readDefinition, type KeptDefinition } from '@countersign/engine';
import { digestOf } from '../platform/index.js';

/** Whether two definitions are one and the same, whatever format each was written in. */
export const saysTheSame = (one: KeptDefinition, other: KeptDefinition): boolean => digestOf(readDefinition(one)) === digestOf(readDefinition(other));
