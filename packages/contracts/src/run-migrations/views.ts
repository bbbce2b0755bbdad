import * as z from 'zod/mini';
import { digest, growing, id, instant } from '../platform/index.js';
import { memberRef, requestStatus } from '../requests/views.js';

/** `stopped`: it can be gone on with. `replaced`: a newer plan for the same version took its place. */
export const migrationStates = ['planning', 'planned', 'running', 'stopped', 'done', 'replaced'] as const;
export type MigrationState = (typeof migrationStates)[number];

/** What a plan says of a request: it moves with every signature; some must be given again, or nobody could give one; moving decides it; it cannot move. */
export const migrationVerdicts = ['unchanged', 'voids', 'ends', 'stays'] as const;
export type MigrationVerdict = (typeof migrationVerdicts)[number];

/** What became of it. `changed`: something else would have happened than the plan said, so nothing did; a person looks at it. */
export const migrationOutcomes = ['waiting', 'moved', 'changed', 'stays'] as const;
export type MigrationOutcome = (typeof migrationOutcomes)[number];

export const migrationParams = z.strictObject({ migrationId: id() });

/** A plan to move requests that run on one version of a workflow to another, and how far it has come. */
export const migrationView = z.strictObject({
  id: id(),
  workflow: z.strictObject({ id: id(), name: z.string() }),
  fromVersion: z.int(),
  toVersion: z.int(),
  state: growing(migrationStates),
  /** Of everything that the plan says; whoever starts it sends it back. Null while it is being planned. */
  planDigest: z.nullable(digest()),
  /** How many requests the plan looked at, by what it says of them. */
  planned: z.strictObject({ unchanged: z.int(), voids: z.int(), ends: z.int(), stays: z.int() }),
  /** How many of those that can move still wait, were moved, or were not because something had changed. */
  progress: z.strictObject({ waiting: z.int(), moved: z.int(), changed: z.int() }),
  plannedBy: memberRef(),
  plannedAt: instant(),
  start: z.nullable(z.strictObject({ by: memberRef(), at: instant(), reason: z.string() })),
  endedAt: z.nullable(instant()),
});
export type MigrationView = z.infer<typeof migrationView>;

const ofStep = { stepId: z.string(), stepName: z.string() };
/** Names are those of today. */
const signature = { ...ofStep, member: memberRef() };

/** What a plan says of one request, part by part, and in sentences. */
export const migratedRun = z.strictObject({
  runId: id(),
  /** Null to whoever may not see the request: then nothing is said of it but its number and what becomes of it. */
  request: z.nullable(z.strictObject({ id: id(), title: z.string() })),
  requestNumber: z.int(),
  verdict: growing(migrationVerdicts),
  outcome: growing(migrationOutcomes),
  outcomeAt: z.nullable(instant()),
  keeps: z.strictObject({
    /** `onBehalfOf`: whose place the signer took, by a delegation. */
    signatures: z.array(z.strictObject({ ...signature, onBehalfOf: z.nullable(memberRef()) })),
    /** Of each step that is open afterwards: how many have signed, of how many. */
    quorums: z.array(z.strictObject({ ...ofStep, signed: z.int(), quorum: z.int() })),
    /** Due times and waits that go on as they are. */
    clocks: z.array(z.strictObject({ ...ofStep, kind: growing(['due', 'wait']), at: instant() })),
  }),
  voids: z.array(z.strictObject({ ...signature, why: growing(['step_gone', 'rules_changed', 'served_by_voided']), rules: z.array(z.string()) })),
  /** Steps that are asked anew, or for the first time. */
  asks: z.array(z.strictObject(ofStep)),
  /** What would be carried out at once. */
  effects: z.array(z.strictObject({ ...ofStep, event: z.string(), target: z.string() })),
  statusAfter: z.nullable(requestStatus()),
  cannot: z.nullable(z.strictObject({ code: growing(['cannot_move', 'request_closed', 'condition_failed', 'no_step_applies', 'other']), sentence: z.string() })),
  sentences: z.array(z.string()),
});
export type MigratedRunView = z.infer<typeof migratedRun>;
