import * as z from 'zod/mini';
import { digest, growing, id, instant, jsonObject } from '../platform/index.js';
import { effectView } from '../requests/views.js';

/** What a repair leads to, and what it is said of: released before there were more. */
export const repairedStates = ['wanted', 'running', 'succeeded', 'failed', 'unknown', 'parked', 'cancelled', 'resolved', 'skipped'] as const;
export const effectStates = [...repairedStates, 'given_up', 'called_off', 'compensating', 'compensated', 'asked'] as const;
/** Which effects a list is of: those that wait for a person, those on their way, or those that are over. */
export const effectGroup = () => z.enum(['needs_person', 'under_way', 'over']);
export type EffectGroup = z.infer<ReturnType<typeof effectGroup>>;

/** An effect in a list of many requests'. */
export const effectRow = z.strictObject({ ...effectView.shape, requestId: id(), requestNumber: z.int(), requestTitle: z.string() });
export type EffectRow = z.infer<typeof effectRow>;

/** One attempt. Secrets are masked, long bodies cut. */
export const effectAttempt = z.strictObject({
  number: z.int(),
  /** `look_up`: the other system was asked whether an earlier attempt was carried out. */
  asked: growing(['call', 'look_up', 'webhook', 'mail', 'notice', 'ask']),
  startedAt: instant(),
  durationMs: z.int(),
  /** HTTP status of the answer, the reply code of a mail server, or null when there was none. */
  status: z.nullable(z.int()),
  problem: z.nullable(z.string()),
  request: z.nullable(jsonObject()),
  reply: z.nullable(jsonObject()),
  /** In what the answer departed from the shape that was agreed. */
  drift: z.nullable(z.array(z.string())),
});
export type EffectAttempt = z.infer<typeof effectAttempt>;

export const repair = () => z.enum(['retry', 'skip', 'mark_done']);
export type Repair = z.infer<ReturnType<typeof repair>>;

export const effectDetails = z.strictObject({
  ...effectRow.shape,
  /** The same on every attempt: what the other system tells twins by. */
  idempotencyKey: z.string(),
  /** Exactly what is sent, as it was approved. */
  payload: jsonObject(),
  attempts: z.int(),
  attemptsMax: z.nullable(z.int()),
  /** The longest wait before each attempt, in seconds after the one before. */
  scheduleSeconds: z.array(z.int()),
  attemptList: z.array(effectAttempt),
  /** Of all that a decision about it rests on; whoever decides sends it back. */
  shown: digest(),
  /** What may be done about it, and what that would mean; empty where nothing has to be. */
  repairs: z.array(z.strictObject({ how: repair(), allowed: z.boolean(), meaning: z.string(), reason: z.nullable(z.string()) })),
  /** Whether what was carried out for its request may be undone, and what that would mean; null where it is not to be decided here. */
  compensation: z.nullable(z.strictObject({ allowed: z.boolean(), meaning: z.string(), reason: z.nullable(z.string()) })),
});
export type EffectDetails = z.infer<typeof effectDetails>;

export const effectParams = z.strictObject({ effectId: id() });

/** What having undone what was carried out would do, the first to be undone first. */
export const compensationPreview = z.strictObject({
  effectId: id(),
  requestId: id(),
  sentence: z.string(),
  effects: z.array(z.strictObject({
    effectId: id(),
    stepName: z.string(),
    /** What undoes it; or `nothing`, where nothing has to; `not_done` and `never_begun`, where there is nothing to undo; `under_way`, where that is not known yet. */
    how: growing(['webhook', 'http', 'mail', 'message', 'notice', 'ask', 'person', 'nothing', 'not_done', 'never_begun', 'under_way']),
    text: z.string(),
    /** What is sent to undo it, to be read, shortened where it is long; left out where nothing is. */
    sends: z.optional(z.string()),
  })),
  /** How many of them only a person can undo. */
  byPerson: z.int(),
  /** Of all of this but the sentences; whoever has it done sends it back. */
  shown: digest(),
});
export type CompensationPreview = z.infer<typeof compensationPreview>;

export const repairableState = () => z.enum(['failed', 'unknown', 'parked']);
export const repairsParams = z.strictObject({ repairId: id() });

/** A decision about many effects, and how far it has come. */
export const repairsView = z.strictObject({
  id: id(),
  how: repair(),
  /** Whether what was carried out for their requests is undone as well. */
  undoes: z.boolean(),
  reason: z.string(),
  ofState: repairableState(),
  connectionId: z.nullable(id()),
  until: instant(),
  state: z.enum(['running', 'stopped', 'done']),
  startedBy: z.strictObject({ memberId: id(), name: z.string() }),
  startedAt: instant(),
  endedAt: z.nullable(instant()),
  /** `changed`: it was in another state by then, and was left alone. */
  progress: z.strictObject({ waiting: z.int(), repaired: z.int(), changed: z.int() }),
});
export type RepairsView = z.infer<typeof repairsView>;
