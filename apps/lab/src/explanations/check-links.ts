import type { EntryRef, ExpectedAnswer, FactRef, Link, Near, Rule } from './expected/expected-answer.js';
import { fits, stepIn, valueAt, type Recorded } from './recorded.js';
import type { Played } from './stage.js';

/** Everything that the expected answer rests on and is not on record, in sentences; none where all of it is. */
export function missingOf(answer: ExpectedAnswer, played: Played, recorded: Recorded): string[] {
  if (answer.given === 'refused') return [];
  const place = new Checking(answer, played, recorded);
  return [...answer.chain.flatMap((link, index) => place.ofLink(link, `link ${index + 1}`)), ...answer.near.flatMap((near, index) => place.ofNear(near, `near rule ${index + 1}`)), ...place.order(answer.chain)].map((problem) => `${answer.id}: ${problem}`);
}

class Checking {
  constructor(
    private readonly answer: ExpectedAnswer,
    private readonly played: Played,
    private readonly recorded: Recorded,
  ) {}

  ofLink({ fact, entry, rule }: Link, at: string): string[] {
    return [...(fact ? this.ofFact(fact, at) : []), ...this.ofEntry(entry, at), ...(rule ? this.ofRule(rule, at) : [])];
  }

  ofNear({ fact, rule }: Near, at: string): string[] {
    return [...(fact ? this.ofFact(fact, at) : []), ...this.ofRule(rule, at)];
  }

  /** Links of one run stand in the order in which their facts became true. */
  order(chain: readonly Link[]): string[] {
    const places = chain.flatMap(({ fact }) => (fact && fact.request === undefined ? this.placesOf(fact).slice((fact.nth ?? 1) - 1, fact.nth ?? 1) : []));
    return places.every((place, index) => index === 0 || place > (places[index - 1] ?? -1)) ? [] : [`its links are not in the order of their facts: ${places.map((place) => place + 1).join(', ')}`];
  }

  private requestId(of: number | string = this.answer.subject.place.request): string {
    return this.played.requestIds.get(of) ?? '';
  }

  private placesOf({ fact, with: parts, request }: FactRef): number[] {
    const facts = this.recorded.facts.get(this.requestId(request)) ?? [];
    return facts.flatMap((one, index) => (fits(one, { ...parts, kind: fact }) ? [index] : []));
  }

  private ofFact(ref: FactRef, at: string): string[] {
    return oneOf(this.placesOf(ref).length, ref.nth, `${at}: the fact ${ref.fact} ${JSON.stringify(ref.with)}`);
  }

  private ofEntry({ entry, with: parts, nth, about }: EntryRef, at: string): string[] {
    const found = this.recorded.entries.filter(({ action, subjectId, whole }) => action === entry && (about === 'anything' || subjectId === this.requestId(about)) && fits(whole, parts));
    return oneOf(found.length, nth, `${at}: the entry ${entry} ${JSON.stringify(parts)}`);
  }

  private ofRule(rule: Rule, at: string): string[] {
    if ('set' in rule) return this.ofEntry(rule.set, `${at}, its rule`);
    if (rule.of !== 'workflow') return [];
    const definition = this.recorded.definitions.get(this.requestId())?.get(rule.version);
    const value = valueAt(stepIn(definition, rule.stepId), rule.at);
    return value !== undefined && fits(value, rule.is) ? [] : [`${at}: version ${rule.version} of the workflow has ${JSON.stringify(value)} at ${rule.stepId}/${rule.at}, not ${JSON.stringify(rule.is)}`];
  }
}

/** A reference means one thing: the only one that fits, or the one that it counts to. */
function oneOf(count: number, nth: number | undefined, what: string): string[] {
  if (nth === undefined) return count === 1 ? [] : [`${what} is there ${count} times`];
  return nth <= count ? [] : [`${what} is there ${count} times, not ${nth}`];
}
