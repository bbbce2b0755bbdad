import * as z from 'zod/mini';
import { id, instant } from '../platform/index.js';
import { memberRef } from '../requests/views.js';

export const memberView = z.strictObject({
  id: id(),
  name: z.string(),
  email: z.string(),
  /** Where in the company: approval steps can ask for signers of the requester's unit. */
  unit: z.nullable(z.string()),
  roles: z.array(z.strictObject({ id: id(), name: z.string() })),
  joinedAt: instant(),
  manager: z.nullable(memberRef()),
  /** When they stop being a member; null where that is not foreseen. */
  expiresAt: z.nullable(instant()),
});
export type MemberView = z.infer<typeof memberView>;

/** Steps of one live workflow, in its order. */
export const leftSteps = z.strictObject({ workflowId: id(), workflowName: z.string(), stepNames: z.array(z.string()) });
export type LeftSteps = z.infer<typeof leftSteps>;
