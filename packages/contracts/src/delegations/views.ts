import * as z from 'zod/mini';
import { growing, id, instant, money } from '../platform/index.js';
import { memberRef } from '../requests/views.js';

/** `coming`: not begun. `on`: holds now. `over`: its time is up, or it was ended. */
export const delegationStates = ['coming', 'on', 'over'] as const;
export type DelegationState = (typeof delegationStates)[number];

export const delegationView = z.strictObject({
  id: id(),
  /** Whose place is taken. */
  principal: memberRef(),
  /** Who decides. */
  delegate: memberRef(),
  startsAt: instant(),
  /** The first instant at which it does not hold. */
  endsAt: instant(),
  /** Those it holds for; empty for all. */
  requestTypes: z.array(z.strictObject({ id: id(), name: z.string() })),
  /** The largest amount it holds for, in that currency only; null for all, with or without an amount. */
  limit: z.nullable(money()),
  reason: z.nullable(z.string()),
  madeBy: memberRef(),
  /** When it was ended before its time. */
  endedAt: z.nullable(instant()),
  state: growing(delegationStates),
  /** Whether you may end it. */
  mayEnd: z.boolean(),
});
export type DelegationView = z.infer<typeof delegationView>;
