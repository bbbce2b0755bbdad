import * as z from 'zod/mini';
import { growing, id, money } from '../platform/index.js';

/** Who has it: everybody who holds a role, or one member. */
export const authorityHolder = z.strictObject({ kind: z.enum(['role', 'member']), id: id() });
export type AuthorityHolder = z.infer<typeof authorityHolder>;

export const authorityLimitView = z.strictObject({
  id: id(),
  holder: z.strictObject({ kind: growing(['role', 'member']), id: id(), name: z.string() }),
  /** Null for every request type. */
  requestType: z.nullable(z.strictObject({ id: id(), name: z.string() })),
  /** The most that the holder may approve. */
  limit: money(),
});
export type AuthorityLimitView = z.infer<typeof authorityLimitView>;
