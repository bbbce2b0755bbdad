import { allOperations } from '@countersign/contracts/operations';
import type { Operation } from '@countersign/contracts/platform';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { changesTheCaller, prepareOwn, type PreparedCall } from './authorization-calls.js';
import { authorizationTable, callers, type CallerKind } from './authorization-table.js';
import type { AuthorizationWorld } from './authorization-world.js';
import { answerFaults, databaseNames } from './input-answers.js';
import type { InputKind, MadeCall, Subject } from './input-calls.js';
import { fittingKinds } from './input-fitting.js';
import { placesOf } from './input-places.js';
import { valueFaults } from './input-value-faults.js';
import { wireFaults } from './input-wire-faults.js';
import { keptRows } from './kept-rows.js';
import { sendRaw, type RawAnswer, type RawInput } from './raw-call.js';
import type { Person } from './people.js';

/** Every kind of input there is, broken ones first: what fits may use things up. */
export const inputKinds: readonly InputKind[] = [...valueFaults, ...wireFaults, ...fittingKinds];

export interface InputPlan {
  readonly seed: number;
  /** Calls of each kind to each operation. */
  readonly runs: number;
  readonly operations?: ReadonlyMap<string, Operation>;
  readonly kinds?: readonly InputKind[];
}

/** What was sent and what came back: `accepted` by operations that fitted, all others refused. */
export interface InputTally {
  readonly operation: string;
  readonly kind: string;
  calls: number;
  accepted: number;
}

export interface InputResult {
  readonly tallies: readonly InputTally[];
  /** In words, with what replays them. */
  readonly faults: readonly string[];
}

/** Sends every operation, found in the contracts, calls of every kind, and says what it did not answer as it has to. */
export async function campaignOfInput(world: AuthorizationWorld, plan: InputPlan): Promise<InputResult> {
  const { operations = allOperations, kinds = inputKinds } = plan;
  if (operations.size === 0) throw new Error('no operation was found');
  const names = await databaseNames(world.api.database);
  const expired = await expiredPerson(world);
  const tallies: InputTally[] = [];
  const faults: string[] = [];
  for (const operation of operations.values()) {
    const ready = await prepare(world, operation);
    const subject: Subject = { operation, ready, places: placesOf(operation, ready.input), world, expired, usedKey: kinds.some(({ usesKeyAgain }) => usesKeyAgain) ? await useKey(world, operation) : null };
    const trials = kinds.flatMap((kind) => {
      const made = kind.calls(subject);
      return made ? [new Trial(subject, kind, made, names)] : [];
    });
    tallies.push(...trials.map(({ tally }) => tally));
    faults.push(...(await faultsOf(world, trials, plan)).map((fault) => `${operation.name}, ${fault}`));
  }
  faults.push(...world.api.errors.map((line) => `logged as an error: ${line.slice(0, 600)}`));
  return { tallies, faults };
}

/** Looks once at what is kept for all calls that have to be refused, and again for each only where something has changed. */
async function faultsOf({ api: { database } }: AuthorizationWorld, trials: readonly Trial[], plan: InputPlan): Promise<string[]> {
  const faults: string[] = [];
  const add = (fault: string | null) => void (fault !== null && faults.push(fault));
  const refusing = trials.filter(({ mayWrite }) => !mayWrite);
  const before = await keptRows(database);
  for (const trial of refusing) add(await trial.firstFault(plan, (call) => trial.send(call)));
  if (!isDeepStrictEqual(before, await keptRows(database))) {
    const known = faults.length;
    for (const trial of refusing) add(await trial.firstFault(plan, (call) => trial.sendAndLook(call)));
    if (faults.length === known) faults.push(`some call that was refused wrote something, and did not when it was sent again (seed ${plan.seed})`);
  }
  for (const trial of trials.filter(({ mayWrite }) => mayWrite)) add(await trial.firstFault(plan, (call) => trial.sendAndLook(call)));
  return [...new Set(faults)];
}

/** One kind of input against one operation. */
class Trial {
  readonly tally: InputTally;
  readonly mayWrite: boolean;
  constructor(
    private readonly subject: Subject,
    private readonly kind: InputKind,
    private readonly made: fc.Arbitrary<MadeCall>,
    private readonly names: readonly string[],
  ) {
    this.tally = { operation: subject.operation.name, kind: kind.name, calls: 0, accepted: 0 };
    this.mayWrite = kind.expected === 'answered' && subject.operation.idempotent !== 'safe';
  }

  /** The smallest call that is not answered as it has to be, in words, or null. */
  async firstFault({ seed, runs }: InputPlan, attempt: (call: MadeCall) => Promise<unknown>): Promise<string | null> {
    const { failed, counterexample, errorInstance } = await fc.check(fc.asyncProperty(this.made, async (call) => void (await attempt(call))), { seed, numRuns: runs });
    return failed ? `${this.kind.name}: ${counterexample?.[0].says ?? ''}: ${errorInstance instanceof Error ? errorInstance.message : ''} (seed ${seed})` : null;
  }

  async send(call: MadeCall): Promise<RawAnswer> {
    const { operation, world, ready } = this.subject;
    const { input, options } = call.change(this.mayWrite ? await prepare(world, operation) : ready);
    return this.judge(call, input, await sendRaw(world.api.baseUrl, operation, input, options));
  }

  async sendAndLook(call: MadeCall): Promise<void> {
    const { operation, world, ready } = this.subject;
    const { input, options } = call.change(this.mayWrite ? await prepare(world, operation) : ready);
    const before = await keptRows(world.api.database);
    const { status, json } = this.judge(call, input, await sendRaw(world.api.baseUrl, operation, input, options));
    // That somebody tried to sign in is recorded on purpose.
    if (status < 400 || json.code === 'credentials_wrong') return;
    if (!isDeepStrictEqual(before, await keptRows(world.api.database))) throw new Error('it was refused, and wrote something');
  }

  private judge(call: MadeCall, sent: RawInput, answer: RawAnswer): RawAnswer {
    this.tally.calls += 1;
    if (answer.status < 400) this.tally.accepted += 1;
    const faults = answerFaults(this.subject.operation, answer, this.kind.expected, { pointer: call.pointer, lacks: call.lacks, names: this.names, sent });
    if (faults.length > 0) throw new Error(faults.join('; '));
    return answer;
  }
}

/** A call that fits, by the first kind of caller who may. */
async function prepare(world: AuthorizationWorld, { name }: Operation): Promise<PreparedCall> {
  const kind = callerFor(name);
  const call = await prepareOwn(world, name, kind);
  if (!call) throw new Error(`nobody has written how ${name} is called: see authorization-calls`);
  return call;
}

function callerFor(operation: string): CallerKind {
  const may = callers.find((_, index) => authorizationTable[operation]?.own[index] === 'ok');
  if (!may) throw new Error(`nobody may call ${operation}: see authorization-table`);
  return may;
}

/** A key of a call that was carried out, or null where none is taken or it would not be the same person's again. */
async function useKey(world: AuthorizationWorld, operation: Operation): Promise<string | null> {
  if (operation.idempotent !== 'key' || changesTheCaller.includes(operation.name)) return null;
  const key = randomUUID();
  const { by, input } = await prepare(world, operation);
  const answer = await sendRaw(world.api.baseUrl, operation, input, { by, key });
  if (answer.status !== operation.status) throw new Error(`${operation.name} refused a call that fits: ${answer.text}`);
  const other = await prepare(world, operation);
  return JSON.stringify(other.input) === JSON.stringify(input) ? null : key;
}

async function expiredPerson({ api, another }: AuthorizationWorld): Promise<Person> {
  const person = await another('admin');
  const ended = await api.database.look(`update identity.session s set "expiresAt" = now() - interval '1 minute' from identity."user" u where u.id = s."userId" and u.email = $1 returning 1`, [person.email]);
  if (ended.length === 0) throw new Error('no session was found to end');
  return person;
}
