import * as z from 'zod/mini';
import { id } from '../platform/index.js';
import { stepBase, webhookEffect } from './parts.js';

/** Format 1: approvals in order, then effects. It is taken and shown for as long as versions published in it run. */
export const definitionFormat1 = (name: () => z.ZodMiniString) => {
  const approvalStep = z.strictObject({
    ...stepBase(name),
    kind: z.literal('approval'),
    approvers: z.strictObject({
      roleIds: z.array(id()).check(z.maxLength(20)),
      memberIds: z.array(id()).check(z.maxLength(50)),
      unit: z.enum(['any', 'requester']),
    }),
    quorum: z.int().check(z.gte(1), z.lte(50)),
    onReject: z.enum(['return', 'end']),
  });
  const effectStep = z.strictObject({ ...stepBase(name), kind: z.literal('effect'), effect: webhookEffect() });
  return z.strictObject({
    formatVersion: z.literal(1),
    steps: z.array(z.discriminatedUnion('kind', [approvalStep, effectStep])).check(z.minLength(1), z.maxLength(50)),
  });
};
