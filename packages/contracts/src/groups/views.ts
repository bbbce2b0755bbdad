import * as z from 'zod/mini';
import { id } from '../platform/index.js';

export const groupParams = z.strictObject({ groupId: id() });

export const groupView = z.strictObject({
  id: id(),
  name: z.string(),
  /** How many members are in it. */
  members: z.int(),
});
export type GroupView = z.infer<typeof groupView>;
