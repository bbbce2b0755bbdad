import type { KeptDefinition } from '@countersign/engine';
import * as z from 'zod/mini';
import { line } from '../platform/index.js';
import { definitionFormat1 } from './format1.js';
import { definitionFormat2 } from './format2.js';

const nameLengthMax = 80;
const anyFormat = (name: () => z.ZodMiniString) => z.discriminatedUnion('formatVersion', [definitionFormat2(name), definitionFormat1(name)]);

/** A workflow definition, in either format. */
export const workflowDefinition = anyFormat(() => line(nameLengthMax));
/** One as it is kept: a version never changes, so a rule about names that came later does not hold for it. */
export const keptWorkflowDefinition = anyFormat(() => z.string().check(z.maxLength(nameLengthMax)));

/** One as it is edited: in the newest format, names as they are kept. */
export const editedDefinition = definitionFormat2(() => z.string().check(z.maxLength(nameLengthMax)));
export type EditedDefinition = z.output<typeof editedDefinition>;

// Held by the compiler: what the contract accepts is what the engine runs.
type Held = z.output<typeof workflowDefinition> extends KeptDefinition ? true : never;
export const definitionIsWhatTheEngineRuns: Held = true;
