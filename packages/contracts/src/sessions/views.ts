import * as z from 'zod/mini';
import { id, instant } from '../platform/index.js';

export const sessionView = z.strictObject({
  id: id(),
  /** In words, as far as the browser says what it is: "Firefox on Linux". */
  device: z.string(),
  /** The network address that it was signed in from, or null where none was known. */
  address: z.nullable(z.string()),
  signedInAt: instant(),
  /** Right to the minute. */
  lastUsedAt: instant(),
  expiresAt: instant(),
  /** The one that asks. */
  isThisOne: z.boolean(),
});
export type SessionView = z.infer<typeof sessionView>;
