import { exactMoneyText, type Money } from '@countersign/contracts/platform';
import type { ManagerRow } from '@countersign/database/members';
import type { Person } from '@countersign/database/requests';
import type { ApprovalStep, Evaluation, Named, Resolution, Source } from '@countersign/engine';
import { isAtMost } from './tolerance.part.js';

/** What people are looked for among, and by: rows that were loaded beforehand, and the revision at hand. */
export interface Resolving {
  readonly step: ApprovalStep;
  readonly sources: readonly Source[];
  readonly people: readonly Person[];
  readonly managers: readonly ManagerRow[];
  readonly requester: { readonly name: string; readonly unit: string | null };
  /** What the request is about, where it has an amount. */
  readonly amount: Money | null;
  readonly ask: (condition: string) => Evaluation;
}

/** With whom the step leaves out, by member, and why. */
interface Asked extends Resolving {
  readonly leftOut: ReadonlyMap<string, string>;
}

/** A rule that names somebody, in words, and whether it asks for their authority. */
interface Rule {
  readonly because: string;
  readonly authority: boolean;
}

interface Match extends Rule {
  readonly person: Person;
}

/** Who could sign a step, by which rule, and who is named and may not, and why. */
export function whoMaySign(question: Resolving): Resolution {
  const excepted = namedBy({ ...question, leftOut: new Map() }, question.step.approvers.except ?? []);
  const asked: Asked = { ...question, leftOut: new Map(excepted.map(({ person, because }) => [person.memberId, `is left out: ${because}`])) };
  const { leftOut } = asked;
  const looked = namedBy(asked, asked.sources).map((match) => ({ ...match, against: leftOut.get(match.person.memberId) ?? whyNot(match.person) ?? lackOf(match, asked) }));
  return {
    candidates: looked.filter(({ against }) => against === null).map(({ person, ...rule }): Named => ({ memberId: person.memberId, because: rule.because + authorityWords(person, rule, asked) })),
    excluded: looked.flatMap(({ person, against }): Named[] => (against === null ? [] : [{ memberId: person.memberId, because: against }])),
  };
}

/**
 * Everybody whom one of these sources names, once: by the first by which they may sign, or else by the first. A source whose condition cannot be
 * worked out names nobody: too few stop the run, too many would let it pass.
 */
function namedBy(asked: Asked, sources: readonly Source[]): Match[] {
  const counting = sources.filter(({ when }) => when === undefined || isTrue(asked.ask(when)));
  return asked.people.flatMap((person) => {
    const matches = counting.flatMap((source): Match[] => {
      const rule = ruleNaming(source, person, asked);
      return rule === null ? [] : [{ person, ...rule }];
    });
    return matches.find((match) => lackOf(match, asked) === null) ?? matches[0] ?? [];
  });
}

const isTrue = (evaluation: Evaluation) => evaluation.ok && evaluation.result;

function ruleNaming(source: Source, person: Person, asked: Asked): Rule | null {
  const { unit } = asked.requester;
  if (source.ofUnit === 'requester' && (unit === null || person.unit !== unit)) return null;
  const because = whyNamed(source, person, asked);
  const authority = asked.step.approvers.authority === true || (source.kind === 'manager' && source.levels === 'authority');
  return because === null ? null : { because: because + (source.ofUnit === 'requester' && unit !== null ? `, in ${unit}` : ''), authority };
}

function whyNamed(source: Source, person: Person, asked: Asked): string | null {
  switch (source.kind) {
    case 'role': {
      const role = person.roles.find(({ id }) => id === source.roleId);
      return role ? `holds the role ${role.name}` : null;
    }
    case 'group': {
      const group = person.groups.find(({ id }) => id === source.groupId);
      return group ? `is in the group ${group.name}` : null;
    }
    case 'member':
      return person.memberId === source.memberId ? 'is named by this step' : null;
    case 'manager':
      return whyManager(source.levels, person, asked);
  }
}

/** Somebody who was removed is passed over: the next above stands a level lower, and the reason names who was passed over. */
function whyManager(levels: number | 'authority', person: Person, asked: Asked): string | null {
  const { managers, requester } = asked;
  const at = managers.findIndex(({ memberId }) => memberId === person.memberId);
  if (at === -1) return null;
  const below = managers.slice(0, at);
  const level = below.filter(({ isRemoved }) => !isRemoved).length + 1;
  if (levels === 'authority' ? below.some(({ memberId }) => settles(memberId, asked)) : level > levels) return null;
  const passedOver = below.filter(({ isRemoved }) => isRemoved).map(({ name }) => name);
  const over = passedOver.length === 0 ? '' : `, passing over ${passedOver.join(' and ')}, who ${passedOver.length === 1 ? 'was' : 'were'} removed`;
  return `is the manager of ${requester.name}${level === 1 ? '' : `, ${level} levels up`}${over}`;
}

/** Whether nobody above needs to be asked: this one has the authority, and may sign. */
function settles(memberId: string, { people, amount, leftOut }: Asked): boolean {
  const person = people.find((other) => other.memberId === memberId);
  return person !== undefined && amount !== null && !leftOut.has(memberId) && maySign(person) && covers(person, amount);
}

/** Whether somebody may approve an amount, by their own limits or those of their roles. */
export const covers = ({ limits }: Pick<Person, 'limits'>, amount: Money): boolean => limits.some((limit) => isAtMost(amount, limit));

/** Why the authority that a rule asks for is not there; null where it is, or is not asked for. */
function lackOf({ person, because, authority }: Match, { amount }: Resolving): string | null {
  if (!authority) return null;
  if (amount === null) return `${because}, but the request has no amount that their authority could cover`;
  if (covers(person, amount)) return null;
  const most = greatest(person, amount.currency);
  return `${because}, but may approve ${most === null ? `nothing of this type in ${amount.currency}` : `only up to ${exactMoneyText(most)}`}`;
}

function authorityWords(person: Person, { authority }: Rule, { amount }: Resolving): string {
  const most = authority && amount !== null ? greatest(person, amount.currency) : null;
  return most === null ? '' : `; may approve up to ${exactMoneyText(most)}`;
}

function greatest({ limits }: Person, currency: string): Money | null {
  return limits.filter((limit) => limit.currency === currency).reduce<Money | null>((most, limit) => (most === null || isAtMost(most, limit) ? limit : most), null);
}

/** Whether somebody could decide on what they are asked about: their roles let them decide, and see requests. */
export const maySign = ({ roles }: Pick<Person, 'roles'>): boolean => roles.some(({ decides }) => decides) && roles.some(({ reads }) => reads);

function whyNot(person: Person): string | null {
  if (maySign(person)) return null;
  return person.roles.some(({ decides }) => decides) ? 'may see no request' : 'holds no role that may decide';
}
