import * as z from 'zod/mini';
import { effectGroup, effectRow, repairsView } from '../effects/views.js';
import { id, mayDo, operation, page, pageQuery } from '../platform/index.js';
import { screenFrame } from './views.js';

/** `attemptsMax`: the number of the last attempt that is made before a person has to look; null for what a person does. */
const effectLine = z.strictObject({ ...effectRow.shape, attemptsMax: z.nullable(z.int()) });
export type EffectLine = z.infer<typeof effectLine>;

export const showEffects = operation({
  name: 'showEffects',
  summary: 'Draws the effects of one group, the last wanted first: what was to be done where, and how far it has come; without a group, those that need a person',
  method: 'GET',
  path: '/v1/screens/effects',
  query: z.strictObject({ ...pageQuery, group: z.optional(effectGroup()), connectionId: z.optional(id()) }),
  reply: z.strictObject({
    ...screenFrame,
    data: z.strictObject({
      group: effectGroup(),
      /** How many there are of each, through the connection that was asked for or at all; 1000 stands for more. */
      counts: z.strictObject({ needs_person: z.int(), under_way: z.int(), over: z.int() }),
      /** Of those that need a person, how many there are of each state; 1000 stands for more. */
      needy: z.strictObject({ failed: z.int(), unknown: z.int(), parked: z.int() }),
      effects: page(effectLine),
      /** Whether somebody may decide about many at once; and the last such decision, with how far it has come. */
      repairMany: mayDo,
      lastRepairs: z.nullable(repairsView),
      /** To narrow it down by, up to 200 by name. */
      connections: z.array(z.strictObject({ id: id(), name: z.string() })),
    }),
  }),
  status: 200,
  permission: 'effect.read',
  refusals: [],
  auditAction: null,
  idempotent: 'safe',
  budget: { statements: 9, bytes: 350_000, p95Ms: 150 },
});
export type EffectsScreen = z.infer<typeof showEffects.reply>;
