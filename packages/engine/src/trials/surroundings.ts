import type { Evaluation, Resolution, World } from '../commands/command.js';
import type { ApprovalStep, Source, Step, WaitStep } from '../definition/definition.js';
import type { Chance } from './chance.js';

export const members = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay'] as const;
const everybody: readonly string[] = [...members, ...Array.from({ length: 12 }, (_, index) => `p${index}`)];
export const roles = ['r0', 'r1', 'r2'] as const;
/** Conditions of the made-up workflows. The last one cannot be worked out now and then. */
export const sources = ['x > 1', 'y > 1', 'z > 1', 'y in doubt'] as const;
const fields = ['x', 'y', 'z'] as const;

/** What a revision says; z is not material. */
export type Content = Readonly<Record<(typeof fields)[number], number>>;

export const digestOf = ({ x, y, z }: Content) => `d${x}${y}${z}`;
export const materialDigestOf = ({ x, y }: Content) => `m${x}${y}`;
export const timeOf = (minute: number) => `t${minute}`;
const minuteOf = (time: string) => Number(time.slice(1));

/** How far a field may move under a signature. */
const tolerance: Content = { x: 1, y: 0, z: 0 };

/** People, content and time around a run, as the test has them; `world` is what the engine may ask of them. */
export class Around {
  minute = 0;
  /** By revision; the first revision is 1. */
  readonly contents: Content[] = [];
  private isFriendly = false;
  private holders: Record<string, readonly string[]> = {};
  private limits: Record<string, number> = {};
  private away = '';

  get content(): Content {
    return this.contents.at(-1) ?? { x: 0, y: 0, z: 0 };
  }

  /** Roles, limits and who is away are others now. */
  change(chance: Chance): void {
    const some = () => members.filter(() => !chance.oneIn(3));
    this.holders = Object.fromEntries(roles.map((role) => [role, chance.oneIn(8) ? some().slice(0, 1) : some()]));
    this.limits = Object.fromEntries(members.map((id) => [id, 3 - chance.below(3)]));
    this.away = chance.oneIn(4) ? chance.pick(members) : '';
  }

  /** As it is at this moment, whatever changes later. */
  copy(): Around {
    const other = new Around();
    other.minute = this.minute;
    other.contents.push(...this.contents);
    other.holders = this.holders;
    other.limits = this.limits;
    other.away = this.away;
    return other;
  }

  /** The same moment with everybody there, many more of them, holding every role without limits; and nothing is in doubt. */
  friendly(): Around {
    const other = this.copy();
    other.isFriendly = true;
    other.holders = Object.fromEntries(roles.map((role) => [role, everybody]));
    other.limits = {};
    other.away = '';
    return other;
  }

  holds(source: string, { x, y, z }: Content = this.content): boolean | null {
    if (source === 'y in doubt') return y === 3 && !this.isFriendly ? null : y > 0;
    return { 'x > 1': x > 1, 'y > 1': y > 1, 'z > 1': z > 1 }[source] ?? null;
  }

  readsAnew(source: string): boolean {
    const field = source.charAt(0) as keyof Content;
    return this.content[field] !== (this.contents.at(-2) ?? this.content)[field];
  }

  /** The fields in which a revision differs from the one at hand, beyond what a signature of the step bears. */
  changedSince({ boundTo = ['x', 'y'], approvers }: ApprovalStep, revision: number, memberId: string | null): string[] {
    const then = this.contents[revision - 1] ?? this.content;
    const changed = fields.filter((field) => boundTo.includes(field) && Math.abs(then[field] - this.content[field]) > tolerance[field]);
    const beyond = approvers.authority === true && memberId !== null && then.x !== this.content.x && !this.hasAuthority(memberId);
    return beyond && !changed.includes('x') ? ['x', ...changed] : changed;
  }

  private hasAuthority(memberId: string): boolean {
    return (this.limits[memberId] ?? 3) >= this.content.x;
  }

  /** Whom the sources name, each as often as they do. */
  named({ approvers }: ApprovalStep, from: readonly Source[]): string[] {
    const gone = [this.away, ...(approvers.except ?? []).flatMap((source) => this.of(source))];
    return from.flatMap((source) => this.of(source)).filter((id) => !gone.includes(id) && (approvers.authority !== true || this.hasAuthority(id)));
  }

  private of(source: Source): readonly string[] {
    if (source.kind === 'member') return [source.memberId];
    return this.holders[source.kind === 'role' ? source.roleId : 'r0'] ?? [];
  }

  until({ until }: WaitStep): string | null {
    if ('message' in until) return null;
    if ('field' in until) return this.content.z === 3 && !this.isFriendly ? null : `day ${this.content.z}`;
    return timeOf(this.minute + (Object.values(until)[0] ?? 0));
  }

  isWithin(minutes: number, since: string): boolean {
    return this.minute - minuteOf(since) < minutes;
  }

  get world(): World {
    return {
      now: timeOf(this.minute),
      evaluate: (_step: Step, source: string): Evaluation => {
        const result = this.holds(source);
        return result === null ? { ok: false, message: `${source} has no answer` } : { ok: true, result, inputs: { ...this.content } };
      },
      readsAnew: (source) => this.readsAnew(source),
      changedSince: (step, { revision, memberId }) => this.changedSince(step, revision, memberId),
      resolve: (step, from): Resolution => ({ candidates: this.named(step, from).map((memberId) => ({ memberId, because: 'is named' })), excluded: this.away === '' ? [] : [{ memberId: this.away, because: 'is away' }] }),
      waitUntil: (step) => this.until(step),
      isWithin: (minutes, since) => this.isWithin(minutes, since),
    };
  }
}
