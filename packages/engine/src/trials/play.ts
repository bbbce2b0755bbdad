import type { Answer, Command } from '../commands/command.js';
import { decide } from '../commands/decide.js';
import { checkDefinition } from '../definition/check-definition.js';
import type { WorkflowDefinition } from '../definition/definition.js';
import type { Fact } from '../facts/facts.js';
import { foldFacts } from '../state/apply-fact.js';
import { hasEnded, type RunState } from '../state/run-state.js';
import { Chance } from './chance.js';
import { Ledger, type Move } from './ledger.js';
import { Broken, mustEqual, type Promised } from './promised.js';
import { promises, type PromiseName } from './promises.js';
import { randomCommand, type Sent } from './random-command.js';
import { randomDefinition } from './random-definition.js';
import { Around, digestOf, materialDigestOf, members } from './surroundings.js';
import { branchesCommute, canBeEnded } from './what-if.js';

/** What a random run drew: first for its definition and its people, then for each command. */
export interface Script {
  readonly first: readonly number[];
  readonly moves: readonly (readonly number[])[];
}

export const morePromises = ['starts from a workflow that may be published', 'is what its facts, read back, add up to', 'can be ended at any time', 'comes to the same whichever branch goes first', 'is left as it was by what is refused', 'throws nothing'] as const;
export type AnyPromise = PromiseName | (typeof morePromises)[number];

export interface Played {
  readonly script: Script;
  readonly broken: { readonly promise: AnyPromise; readonly why: string } | null;
  /** What came up: commands, refusals, facts, and steps from status to status. */
  readonly seen: ReadonlySet<string>;
  readonly commands: number;
  /** In words, for whoever looks for the mistake. */
  readonly story: readonly string[];
}

/** A random run, from a seed, or again from what was drawn. The first promise that does not hold ends it. */
export function playSeed(seed: number): Played {
  const first = Chance.ofSeed(seed);
  return new Play(first, () => first.goOn(), null).result();
}
export function playScript({ first, moves }: Script): Played {
  let at = 0;
  return new Play(Chance.ofDrawn(first), () => Chance.ofDrawn(moves[at++] ?? []), moves.length).result();
}

const allPromises = Object.entries(promises) as [PromiseName, Promised][];

class Play {
  private readonly around = new Around();
  private readonly facts: Fact[] = [];
  private readonly accepted: { readonly definition: WorkflowDefinition; readonly command: Command; readonly around: Around }[] = [];
  private readonly seen = new Set<string>();
  private readonly story: string[] = [];
  private readonly moves: (readonly number[])[] = [];
  private state: RunState | null = null;
  private definition: WorkflowDefinition;
  private readonly requesterId: string;
  private readonly ledger: Ledger;
  private sent = 0;
  /** Whether the whole of it is played once more in the end; that takes as long as playing it. */
  private playsAgain = true;
  /** Commands sent after the end: a few show that nothing happens any more. */
  private afterEnd = 0;
  private looking: AnyPromise = 'starts from a workflow that may be published';

  constructor(
    private readonly first: Chance,
    private readonly nextChance: () => Chance,
    private readonly length: number | null,
  ) {
    this.definition = freeze(randomDefinition(first));
    this.requesterId = first.pick(members);
    this.around.change(first);
    this.around.contents.push({ x: first.below(3), y: first.below(3), z: first.below(3) });
    this.ledger = new Ledger(this.definition);
  }

  result(): Played {
    const broken = this.run();
    return { script: { first: this.first.drawn, moves: this.moves }, broken, seen: this.seen, commands: this.sent, story: [JSON.stringify(this.definition.steps), ...this.story, ...(broken ? [`It ${broken.promise}: ${broken.why}`] : [])] };
  }

  private run(): Played['broken'] {
    const length = this.first.below(28) + 4;
    this.playsAgain = this.first.below(3) === 0;
    try {
      mustEqual('findings', checkDefinition(this.definition), []);
      const { content } = this.around;
      this.send({ command: { kind: 'start', requesterId: this.requesterId, revision: 1, revisionDigest: digestOf(content), materialDigest: materialDigestOf(content) } });
      for (let move = 0; move < (this.length ?? length) && this.state !== null && this.afterEnd < 4; move++) this.move(this.state);
      this.again();
    } catch (thrown) {
      if (thrown instanceof Broken) return { promise: this.looking, why: thrown.message };
      return { promise: 'throws nothing', why: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
    }
    return null;
  }

  private move(state: RunState): void {
    const chance = this.nextChance();
    this.around.minute += chance.pick([1, 5, 30]);
    if (chance.oneIn(4)) this.around.change(chance);
    const next = randomCommand({ chance, state, around: this.around, definition: this.definition });
    this.moves.push(chance.drawn);
    if (hasEnded(state.status)) this.afterEnd += 1;
    this.send(next);
    this.whatIf(chance);
  }

  private whatIf(chance: Chance): void {
    if (this.state === null) return;
    const moment = { definition: this.definition, state: this.state, around: this.around };
    this.looking = 'comes to the same whichever branch goes first';
    if (branchesCommute(moment)) this.seen.add('branches that commute');
    this.looking = 'can be ended at any time';
    if (chance.oneIn(8)) canBeEnded(moment);
  }

  private send({ command, content, definition = this.definition }: Sent): void {
    this.sent += 1;
    if (content) this.around.contents.push(content);
    const move: Move = { definition, requesterId: this.requesterId, around: this.around, before: freeze(this.state), command: freeze(command), answer: decide(freeze(definition), this.state, command, this.around.world) };
    this.tell(move);
    this.each((promised) => promised.before?.(move, this.ledger));
    if (!move.answer.ok && content) this.around.contents.pop();
    if (move.answer.ok) this.accept(move, move.answer);
  }

  private accept(move: Move, { state, facts }: Extract<Answer, { ok: true }>): void {
    this.ledger.obey(move);
    for (const fact of facts) {
      this.each((promised) => promised.fact?.(fact, move, this.ledger));
      this.ledger.note(fact, move);
    }
    this.each((promised) => promised.after?.(move, state, this.ledger));
    if (this.playsAgain) this.accepted.push({ definition: move.definition, command: move.command, around: this.around.copy() });
    this.definition = move.definition;
    this.state = state;
    this.facts.push(...facts);
  }

  private each(look: (promised: Promised) => void): void {
    for (const [name, promised] of allPromises) {
      this.looking = name;
      look(promised);
    }
  }

  private tell({ command, before, answer }: Move): void {
    this.seen.add(`command ${command.kind}`);
    if (answer.ok) {
      for (const fact of answer.facts) this.seen.add(`fact ${fact.kind}`);
      this.seen.add(`${before?.status ?? 'none'} → ${answer.state.status}`);
    } else this.seen.add(`refusal ${answer.refusal.code}`);
    if (this.length !== null) this.story.push(`${this.around.minute} ${JSON.stringify(command)} → ${JSON.stringify(answer.ok ? answer.facts.map(({ at: _at, ...fact }) => fact) : answer.refusal)}`);
  }

  /** The whole of it once more, without what was refused: the facts must give the state, and every answer must be what it was. */
  private again(): void {
    this.looking = 'is what its facts, read back, add up to';
    if (this.state !== null) mustEqual('the fold of all its facts', foldFacts(JSON.parse(JSON.stringify(this.facts)) as Fact[]), this.state);
    if (!this.playsAgain) return;
    this.looking = 'is left as it was by what is refused';
    let state: RunState | null = null;
    const facts: Fact[] = [];
    for (const { definition, command, around } of this.accepted) {
      const answer: Answer = decide(definition, state, command, around.world);
      if (!answer.ok) throw new Broken(`what was accepted is refused the second time: ${answer.refusal.code}`);
      ({ state } = answer);
      facts.push(...answer.facts);
    }
    mustEqual('its facts, played again', facts, this.facts);
  }
}

/** So that whatever is changed in place throws. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
  return value;
}
