import { createHash } from 'node:crypto';
import { behaviourOf, type Behaviour, type Told } from './behaviours.js';

/** A behaviour, or one that is only known later: the call hangs until then. */
export type Planned = Told | (() => Promise<Told>);
/** Behaviours and how often each is drawn, relative to the others. */
export type Mix = readonly (readonly [share: number, told: Told])[];

/** The same always, or drawn each time. */
export type Always = Told | Mix;
const asMix = (always: Always): Mix => ('length' in always ? always : [[1, always]]);

/** What a draw hangs on: the same call of the same caller meets the same fate, in whatever order calls arrive. */
interface Drawn {
  readonly path: string;
  readonly key: string | null;
  /** Which arrival of this key it is, from 1; of this path, where there is no key. */
  readonly nth: number;
}

/** What happens to which call: first what is planned for the next one, then what holds at its path, then what holds everywhere. */
export class Plan {
  private readonly next: Planned[] = [];
  private readonly nextAt = new Map<string, Planned[]>();
  private readonly always = new Map<string, Mix>();
  private everywhere: Mix;

  constructor(
    private readonly seed: number,
    everywhere: Always,
  ) {
    this.everywhere = asMix(everywhere);
  }

  forNext(planned: readonly Planned[], path?: string): void {
    if (path === undefined) this.next.push(...planned);
    else this.nextAt.set(path, [...(this.nextAt.get(path) ?? []), ...planned]);
  }

  forAll(always: Always, path?: string): void {
    const mix = asMix(always);
    if (mix.length === 0 || mix.some(([share]) => !(share > 0))) throw new Error('a mix needs behaviours, each with a share above zero');
    if (path === undefined) this.everywhere = mix;
    else this.always.set(path, mix);
  }

  async behaviourFor(call: Drawn): Promise<Behaviour> {
    const planned = this.nextAt.get(call.path)?.shift() ?? this.next.shift() ?? this.draw(this.always.get(call.path) ?? this.everywhere, call);
    return behaviourOf(typeof planned === 'function' ? await planned() : planned);
  }

  /** A number from 0 to 1 that is always the same for the same call and purpose. */
  chance({ path, key, nth }: Drawn, purpose: string): number {
    return createHash('sha256').update(JSON.stringify([this.seed, purpose, key ?? path, nth])).digest().readUInt32BE() / 2 ** 32;
  }

  private draw(mix: Mix, call: Drawn): Told {
    let left = this.chance(call, 'behaviour') * mix.reduce((sum, [share]) => sum + share, 0);
    for (const [share, told] of mix) {
      left -= share;
      if (left < 0) return told;
    }
    return mix.at(-1)?.[1] ?? {};
  }
}
