import { createTenant } from '@countersign/contracts/tenants';
import { newCompany, type Company } from './company.js';
import { memberIdOf } from './request-flow.js';
import { sendRaw, type RawAnswer } from './raw-call.js';
import { seeded } from './seeded.js';
import { openTestApi, type TestApi } from './test-api.js';
import { copyTestDatabase, type TestDatabase } from './test-database.js';
import { AnswerReader } from './trace-answers.js';
import { openRaider, type Raider } from './trace-raid.js';
import { callOf, knownOf, learn, makeTrace, personOf, type Known, type TraceStep } from './trace-steps.js';

export interface TraceOptions {
  readonly traces: number;
  readonly seed: number;
  readonly stepsMin?: number;
  /** After so many, both worlds begin anew. */
  readonly tracesPerWorld?: number;
  /** A fault to be found: done to the database in which both companies are. */
  readonly planted?: string;
  /** Ends at the first difference. */
  readonly stopAtFirst?: boolean;
  readonly onTrace?: (done: number) => void;
}

export interface TraceResult {
  readonly traces: number;
  readonly calls: number;
  readonly hostileCalls: number;
  readonly raids: number;
  /** How often each operation was called, and how often it did what was asked. */
  readonly operations: ReadonlyMap<string, { readonly called: number; readonly done: number }>;
  readonly differences: readonly string[];
}

/** Company A by itself, and the very same beside company B; both databases are copies, so what was set up is equal to the byte. */
export interface TraceWorld {
  readonly alone: TestDatabase;
  readonly beside: TestDatabase;
  readonly a: Company;
  readonly b: Company;
  readonly raiderTenantId: string;
  /** The members of A whose roles may be changed: nobody's without whom little would be allowed any more. */
  readonly memberIds: readonly string[];
  drop(): Promise<void>;
}

export async function openTraceWorld(): Promise<TraceWorld> {
  const api = await openTestApi();
  const a = await newCompany(api, 'Acme');
  const memberIds = [await memberIdOf(a, a.auditor), await memberIdOf(a, await a.join('Spare', []))];
  const alone = await copyTestDatabase(api.database);
  const b = await newCompany(api, 'Borealis');
  const raider = await api.signUp('Raider');
  await raider.call(createTenant, { body: { name: 'Raiders' } });
  const [row] = await api.database.look<{ tenant_id: string }>("select tenant_id from app.tenants where name = 'Raiders'");
  const beside = await copyTestDatabase(api.database);
  await api.close();
  const drop = async () => {
    await alone.drop();
    await beside.drop();
  };
  return { alone, beside, a, b, raiderTenantId: row?.tenant_id ?? '', memberIds, drop };
}

interface Scene {
  readonly alone: TestApi;
  readonly beside: TestApi;
  readonly a: Company;
  readonly b: Company;
  readonly raider: Raider;
  readonly readers: { readonly alone: AnswerReader; readonly beside: AnswerReader };
  readonly known: { readonly alone: Known; readonly beside: Known; readonly hostile: Known };
  readonly random: () => number;
}

interface Counts {
  calls: number;
  hostileCalls: number;
  raids: number;
  readonly operations: Map<string, { called: number; done: number }>;
  readonly differences: string[];
}

/**
 * Runs what the people of A do twice, alone and beside B, call by call, and holds the answers against each other. B makes the same
 * calls with A's ids, names, addresses and keys, and its own; a third company takes over whatever it reaches by SQL.
 */
export async function runTraces(world: TraceWorld, options: TraceOptions): Promise<TraceResult> {
  const { traces, seed, stepsMin = 6, tracesPerWorld = 50, stopAtFirst = false, onTrace = () => undefined } = options;
  const random = seeded(seed);
  const counts: Counts = { calls: 0, hostileCalls: 0, raids: 0, operations: new Map(), differences: [] };
  let done = 0;
  while (done < traces && !(stopAtFirst && counts.differences.length > 0)) {
    await withScene(world, options.planted, random, async (scene) => {
      const end = Math.min(traces, done + tracesPerWorld);
      for (; done < end && !(stopAtFirst && counts.differences.length > 0); done += 1) {
        await runTrace(scene, makeTrace(random, stepsMin), counts, `trace ${done + 1}`);
        onTrace(done + 1);
      }
    });
  }
  return { traces: done, ...counts };
}

async function withScene(world: TraceWorld, planted: string | undefined, random: () => number, work: (scene: Scene) => Promise<void>): Promise<void> {
  const databases = { alone: await copyTestDatabase(world.alone), beside: await copyTestDatabase(world.beside) };
  if (planted !== undefined) await databases.beside.look(planted);
  const [alone, beside] = [await openTestApi({ on: databases.alone }), await openTestApi({ on: databases.beside })];
  const raider = await openRaider(databases.beside, world.raiderTenantId);
  const { a, b } = world;
  const known = { alone: knownOf(a), beside: knownOf(a), hostile: knownOf(b) };
  for (const each of [known.alone, known.beside]) each.ids.member = [...world.memberIds];
  try {
    await work({ alone, beside, a, b, raider, known, random, readers: { alone: new AnswerReader(), beside: new AnswerReader() } });
  } finally {
    await raider.close();
    await Promise.all([alone.close(), beside.close()]);
    await Promise.all([databases.alone.drop(), databases.beside.drop()]);
  }
}

async function runTrace(scene: Scene, trace: readonly TraceStep[], counts: Counts, name: string): Promise<void> {
  await scene.raider.raid();
  counts.raids += 1;
  for (const [index, step] of trace.entries()) {
    // B is quicker, at the same time, or busy with something else.
    const luck = scene.random();
    const hostile = luck < 0.8 ? harass(scene, step, counts) : Promise.resolve();
    if (luck < 0.4) await hostile;
    const [alone, beside] = await Promise.all([send(scene.alone, scene.a, step, scene.known.alone), send(scene.beside, scene.a, step, scene.known.beside), hostile]);
    counts.calls += 1;
    const count = counts.operations.get(step.kind) ?? { called: 0, done: 0 };
    counts.operations.set(step.kind, { called: count.called + 1, done: count.done + (alone.status < 300 ? 1 : 0) });
    const [expected, got] = [scene.readers.alone.read(alone), scene.readers.beside.read(beside)];
    if (expected !== got) counts.differences.push(`${name}, call ${index + 1}, ${step.kind} by ${step.person}: ${firstDifference(expected, got)}`);
    learn(scene.known.alone, step, alone);
    learn(scene.known.beside, step, beside);
  }
}

/** What B does meanwhile: the same call with what A knows, under the same key, and the same about its own. */
async function harass({ beside, b, known }: Scene, step: TraceStep, counts: Counts): Promise<void> {
  await send(beside, b, step, known.beside);
  learn(known.hostile, step, await send(beside, b, step, known.hostile));
  counts.hostileCalls += 2;
}

function send(api: TestApi, company: Company, step: TraceStep, known: Known): Promise<RawAnswer> {
  const { operation, input } = callOf(step, known);
  // Not compressed: the same text with other random ids does not shrink to the same length.
  return sendRaw(api.baseUrl, operation, input, { by: personOf(company, step.person), key: step.key, headers: { 'accept-encoding': 'identity' } });
}

function firstDifference(expected: string, got: string): string {
  let at = 0;
  while (at < expected.length && expected[at] === got[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `alone …${JSON.stringify(expected.slice(from, at + 120))}, beside …${JSON.stringify(got.slice(from, at + 120))}`;
}
