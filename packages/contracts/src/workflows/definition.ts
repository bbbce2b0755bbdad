import type { WorkflowDefinition } from '@countersign/engine';
import * as z from 'zod/mini';
import { id, line } from '../platform/index.js';

const stepId = () => z.string().check(z.regex(/^[a-z][a-z0-9_-]{0,39}$/, 'must be a short lower-case name such as budget-owner'));
const condition = () => z.optional(z.string().check(z.minLength(1), z.maxLength(1000)));

const approvalStep = z.strictObject({
  id: stepId(),
  kind: z.literal('approval'),
  name: line(80),
  when: condition(),
  approvers: z.strictObject({
    roleIds: z.array(id()).check(z.maxLength(20)),
    memberIds: z.array(id()).check(z.maxLength(50)),
    unit: z.enum(['any', 'requester']),
  }),
  quorum: z.int().check(z.gte(1), z.lte(50)),
  onReject: z.enum(['return', 'end']),
});

const effectStep = z.strictObject({
  id: stepId(),
  kind: z.literal('effect'),
  name: line(80),
  when: condition(),
  effect: z.strictObject({
    kind: z.literal('webhook'),
    endpointId: id(),
    event: z.string().check(z.regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}$/, 'must be an event type such as payment.requested'), z.maxLength(80)),
  }),
});

/** A workflow definition, format version 1. */
export const workflowDefinition = z.strictObject({
  formatVersion: z.literal(1),
  steps: z.array(z.discriminatedUnion('kind', [approvalStep, effectStep])).check(z.minLength(1), z.maxLength(50)),
});

// Held by the compiler: what the contract accepts is what the engine runs.
type Held = z.output<typeof workflowDefinition> extends WorkflowDefinition ? true : never;
export const definitionIsWhatTheEngineRuns: Held = true;
