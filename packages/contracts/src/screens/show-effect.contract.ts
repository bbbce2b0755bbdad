import * as z from 'zod/mini';
import { effectDetails } from '../effects/views.js';
import { id, instant, operation } from '../platform/index.js';
import { screenFrame } from './views.js';

/** One attempt of the schedule that holds now. */
const plannedAttempt = z.strictObject({
  number: z.int(),
  /** The longest wait after the one before, in seconds. */
  waitSeconds: z.int(),
  state: z.enum(['made', 'under_way', 'next', 'ahead', 'not_needed']),
  /** Of one that was made: true where something stood against it before anything was sent. Left out otherwise. */
  wasStopped: z.optional(z.boolean()),
  /** Of the next: when it is due. */
  at: z.nullable(instant()),
});
export type PlannedAttempt = z.infer<typeof plannedAttempt>;

export const showEffect = operation({
  name: 'showEffect',
  summary: 'Draws an effect: how it stands and what that means, what is sent, its whole schedule, every attempt, and what may be done about it',
  method: 'GET',
  path: '/v1/screens/effect',
  query: z.strictObject({ effectId: id() }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      effect: effectDetails,
      /** How it stands, in one sentence, and what that means. */
      statement: z.string(),
      meaning: z.string(),
      /** Attempts since it was last begun, made and to come; empty for what a person does. */
      schedule: z.array(plannedAttempt),
      /** What it is called through, and what holds it back there; null for what is no call. */
      connection: z.nullable(z.strictObject({ id: id(), name: z.string(), pausedAt: z.nullable(instant()), closedUntil: z.nullable(instant()) })),
    }),
  }),
  status: 200,
  permission: 'effect.read',
  refusals: ['not_found'],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 8, bytes: 900_000, p95Ms: 150 },
});
export type EffectScreen = z.infer<typeof showEffect.reply>;
