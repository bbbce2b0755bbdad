/**
 * The engine in a house that breaks: processes that load, decide and commit, people and clocks that ask again until they are answered, a
 * receiver of effects. Time is virtual and everything is drawn from one seed, so that what went wrong goes wrong again. Between any two steps a process may
 * die, and of any commit it may stay unknown whether it was done.
 */
import { decide } from '../commands/decide.js';
import type { Fact } from '../facts/facts.js';
import { hasEnded, type RunState } from '../state/run-state.js';
import { Chance } from './chance.js';
import { randomCommand, type Sent } from './random-command.js';
import { randomDefinition } from './random-definition.js';
import { SimulatedStore, type Intention, type KeptRun } from './simulated-store.js';
import { SimulatedWorker } from './simulated-worker.js';
import { Around, digestOf, materialDigestOf, members } from './surroundings.js';
import { whatIsWrong } from './simulation-checks.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const busyFor = 4 * day;
const processCount = 3;

/** A program that may die at any moment; what it was about to do then is never done. */
class Process {
  private deaths = 0;
  die(): void {
    this.deaths += 1;
  }
  /** The process as it is from its start to its next death. */
  life(): Life {
    const { deaths } = this;
    return { lasts: () => this.deaths === deaths, end: () => this.die() };
  }
}

interface Life {
  readonly lasts: () => boolean;
  readonly end: () => void;
}

export interface Simulated {
  readonly virtualMs: number;
  readonly commits: number;
  readonly crashes: number;
  readonly inDoubt: number;
  readonly sentAgain: number;
  readonly effects: number;
  readonly attempts: number;
  /** What does not hold; null where everything does. */
  readonly wrong: string | null;
}

export function simulate(seed: number): Simulated {
  return new Simulation(Chance.ofSeed(seed)).result();
}

class Simulation {
  private now = 0;
  private readonly queue: { readonly at: number; readonly act: () => void }[] = [];
  private readonly store: SimulatedStore;
  private readonly around: Around[] = [];
  private readonly processes = Array.from({ length: processCount }, () => new Process());
  private readonly workerProcess = new Process();
  private readonly intentions: Intention[] = [];
  /** By the clock's own keys: what a timer wants is wanted once. */
  private readonly ofTimers = new Map<string, Intention>();
  private crashes = 0;
  private sentAgain = 0;
  private readonly worker: SimulatedWorker;

  constructor(private readonly chance: Chance) {
    this.store = new SimulatedStore(chance);
    this.worker = new SimulatedWorker({
      store: this.store,
      chance,
      begin: () => {
        const life = this.workerProcess.life();
        return (act) => this.step(life, minute, act);
      },
      want: (key, runId, command) => this.onTime(key, runId, { command }),
    });
    const runs = 1 + chance.below(2);
    for (let runId = 0; runId < runs; runId++) this.addRun(runId);
    this.later(30 * minute, () => this.tick());
    this.later(busyFor, () => {
      this.store.isCalm = true;
    });
  }

  result(): Simulated {
    const thrown = this.run();
    const { store, intentions, crashes, sentAgain, worker: { received, attempts } } = this;
    const wrong = thrown ?? whatIsWrong({ store, intentions, received });
    return { virtualMs: this.now, commits: store.log.length, crashes, inDoubt: store.inDoubt, sentAgain, effects: store.effects.length, attempts, wrong };
  }

  private run(): string | null {
    try {
      for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
        this.now = next.at;
        next.act();
      }
      return null;
    } catch (thrown) {
      return `it threw ${thrown instanceof Error ? thrown.message : String(thrown)}`;
    }
  }

  private get isBusy(): boolean {
    return this.now < busyFor;
  }

  private later(ms: number, act: () => void): void {
    const at = this.now + ms;
    const place = this.queue.findLastIndex((other) => other.at <= at) + 1;
    this.queue.splice(place, 0, { at, act });
  }

  private soon(most: number): number {
    return 1 + this.chance.below(most);
  }

  private addRun(runId: number): void {
    const { chance } = this;
    const around = new Around();
    around.change(chance);
    this.around.push(around);
    const content = { x: chance.below(3), y: chance.below(3), z: chance.below(3) };
    const requesterId = chance.pick(members);
    this.store.runs.push({ facts: [], state: null, definition: randomDefinition(chance), contents: [], requesterId, lockedBy: null });
    this.want(runId, { content, command: { kind: 'start', requesterId, revision: 1, revisionDigest: digestOf(content), materialDigest: materialDigestOf(content) } });
    for (let person = 0; person < 3; person++) this.later(this.soon(3 * hour), () => this.act(runId));
  }

  /** Somebody looks at the run and does something about it, and comes back later. */
  private act(runId: number): void {
    if (!this.isBusy) return;
    const { chance } = this;
    if (chance.oneIn(4)) this.aroundOf(runId).change(chance);
    this.wish(runId);
    const { state } = this.store.run(runId);
    if (state !== null && hasEnded((JSON.parse(state) as RunState).status) && !chance.oneIn(4)) return;
    // Now and then two come at once.
    if (chance.oneIn(2)) this.later(this.soon(second), () => this.wish(runId));
    this.later(this.soon(4 * hour), () => this.act(runId));
  }

  private wish(runId: number): void {
    const { state, definition } = this.store.run(runId);
    if (state === null) return;
    const sent = randomCommand({ chance: this.chance, state: JSON.parse(state) as RunState, around: this.aroundOf(runId), definition });
    // That something has failed, or is undone, is for the worker to say.
    const { command } = sent;
    if (command.kind !== 'compensation_ended' && (command.kind !== 'compensate' || command.memberId !== undefined)) this.want(runId, sent);
  }

  private aroundOf(runId: number): Around {
    const around = this.around[runId] ?? new Around();
    around.minute = Math.floor(this.now / minute);
    around.contents.splice(0, around.contents.length, ...this.store.run(runId).contents);
    return around;
  }

  private want(runId: number, sent: Sent, key = `key ${this.intentions.length}`): Intention {
    const intention: Intention = { id: this.intentions.length, key, runId, sent, answer: null };
    this.intentions.push(intention);
    this.send(intention, 0);
    return intention;
  }

  /** Sends it, and sends it again as long as there is no answer. */
  private send(intention: Intention, times: number): void {
    if (intention.answer !== null) return;
    if (times > 0) this.sentAgain += 1;
    const process = this.chance.pick([this.processes[0] ?? this.workerProcess, ...this.processes]);
    const life = process.life();
    this.step(life, second, () => this.serve(intention, life));
    this.later(10 * second + this.soon(20 * second), () => this.send(intention, times + 1));
  }

  private serve(intention: Intention, life: Life): void {
    const { store } = this;
    const { runId, key, sent } = intention;
    let open = true;
    if (!store.lock(runId, () => open && life.lasts())) return this.step(life, second, () => this.serve(intention, life));
    const finish = () => {
      open = false;
      store.unlock(runId);
    };
    const known = store.answerTo(key);
    if (known !== null) {
      finish();
      return this.respond(intention, known);
    }
    this.step(life, second, () => {
      const run = store.run(runId);
      const { definition, contents, answer } = this.decide(run, runId, sent);
      if (!answer.ok) {
        this.worker.refused(sent.command, runId);
        finish();
        return this.respond(intention, 'refused');
      }
      this.step(life, second, () => {
        const told = store.commit({ runId, key, intention: intention.id, facts: answer.facts, state: answer.state, definition, contents });
        finish();
        if (told === 'committed') this.respond(intention, answer.facts);
      });
    });
  }

  private decide(run: KeptRun, runId: number, { command, content, definition = run.definition }: Sent) {
    const around = this.aroundOf(runId);
    if (content) around.contents.push(content);
    const contents = [...around.contents];
    const told = command.kind === 'compensate' || command.kind === 'effects_ended' ? { ...command, effects: this.worker.standingsFor(command, runId) } : command;
    return { definition, contents, answer: decide(definition, run.state === null ? null : (JSON.parse(run.state) as RunState), told, around.world) };
  }

  /** The next thing that a process does. It may die before it; or only be held up for so long that it counts as dead, and wake later. */
  private step(life: Life, most: number, act: () => void): void {
    this.later(this.soon(most), () => {
      if (!this.isBusy || !this.chance.oneIn(25)) return this.goOn(life, act);
      this.crashes += 1;
      life.end();
      this.later(this.soon(minute), () => this.goOn(life, act));
    });
  }

  private goOn(life: Life, act: () => void): void {
    if (!life.lasts()) return;
    act();
  }

  /** The answer may be lost on its way, too. */
  private respond(intention: Intention, answer: readonly Fact[] | 'refused'): void {
    if (this.isBusy && this.chance.oneIn(20)) return;
    this.later(this.soon(second), () => {
      if (intention.answer === null) intention.answer = answer;
    });
  }

  /** The worker's round: waits that are over, tasks that are overdue, effects that are not delivered. */
  private tick(): void {
    this.store.runs.forEach((run, runId) => this.wake(run, runId));
    this.worker.round();
    const isDone = !this.isBusy && this.intentions.every(({ answer }) => answer !== null) && this.worker.isDone();
    if (!isDone && this.now < 2 * busyFor) this.later(30 * minute, () => this.tick());
  }

  private wake({ state, facts }: KeptRun, runId: number): void {
    if (state === null || !this.isBusy) return;
    const { waits, openTasks, status } = JSON.parse(state) as RunState;
    if (hasEnded(status)) return;
    for (const { stepId, until } of waits) {
      // No step of these workflows waits for a message.
      if (until === null) continue;
      const [unit, number] = until.startsWith('t') ? [minute, Number(until.slice(1))] : [day, Number(until.slice(4))];
      if (this.now >= number * unit) this.onTime(`over ${runId} ${stepId} ${until} ${facts.findLastIndex((fact) => fact.kind === 'wait_started' && fact.stepId === stepId)}`, runId, { command: { kind: 'end_wait', stepId } });
    }
    for (const { number } of openTasks) {
      const opened = facts.find((fact) => fact.kind === 'task_opened' && fact.number === number);
      if (opened && this.now - Number(opened.at.slice(1)) * minute > 15 * hour) this.onTime(`overdue ${runId} ${number}`, runId, { command: { kind: 'overdue', taskNumber: number } });
    }
  }

  private onTime(key: string, runId: number, sent: Sent): void {
    if (!this.ofTimers.has(key)) this.ofTimers.set(key, this.want(runId, sent, key));
  }
}
