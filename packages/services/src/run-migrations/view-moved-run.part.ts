import type { MigratedRunRow } from '@countersign/database/run-migrations';
import type { MemberRef } from '@countersign/contracts/requests';
import type { MigratedRunView } from '@countersign/contracts/run-migrations';
import type { StepRule } from '@countersign/engine';
import type { ForeseenMove } from './foreseen-move.part.js';

const foreseenIn = (row: MigratedRunRow) => row.foreseen as ForeseenMove;

/** Everybody whom these rows name. */
export const membersNamed = (rows: readonly MigratedRunRow[]): string[] =>
  [...new Set(rows.map(foreseenIn).flatMap(({ kept, voided }) => [...kept.flatMap(({ memberId, onBehalfOf }) => (onBehalfOf === null ? [memberId] : [memberId, onBehalfOf])), ...voided.map(({ memberId }) => memberId)]))];

type Names = ReadonlyMap<string, string>;

/** What a plan says of one request; of one that the reader may not see, its number and what becomes of it. */
export function movedRunOf(row: MigratedRunRow, names: Names): MigratedRunView {
  const { runId, requestId, requestNumber, requestTitle, verdict, outcome, outcomeAt, isVisible } = row;
  const foreseen = foreseenIn(row);
  const base = { runId, requestNumber, verdict, outcome, outcomeAt: outcomeAt?.toISOString() ?? null };
  if (!isVisible) return { ...base, request: null, keeps: { signatures: [], quorums: [], clocks: [] }, voids: [], asks: [], effects: [], statusAfter: null, cannot: null, sentences: ['You may not see this request.'] };
  const refOf = (memberId: string): MemberRef => ({ memberId, name: names.get(memberId) ?? 'a former member' });
  const { kept, quorums, clocks, voided, asked, effects, status } = foreseen;
  const parts = {
    keeps: { signatures: kept.map(({ memberId, onBehalfOf, ...step }) => ({ ...step, member: refOf(memberId), onBehalfOf: onBehalfOf === null ? null : refOf(onBehalfOf) })), quorums: [...quorums], clocks: [...clocks] },
    voids: voided.map(({ memberId, rules, ...gone }) => ({ ...gone, member: refOf(memberId), rules: [...rules] })),
    asks: [...asked],
    effects: effects.map(({ payloadDigest: _, ...effect }) => effect),
    statusAfter: status,
    cannot: cannotOf(foreseen),
  };
  return { ...base, request: { id: requestId, title: requestTitle }, ...parts, sentences: sentencesOf(parts, foreseen.stopped ?? []) };
}

function cannotOf({ cannot }: ForeseenMove): MigratedRunView['cannot'] {
  if (cannot === null) return null;
  switch (cannot.code) {
    case 'cannot_move':
      return { code: cannot.code, sentence: cannot.message ?? 'It cannot be moved.' };
    case 'request_closed':
      return { code: cannot.code, sentence: 'It has ended.' };
    case 'condition_failed':
      return { code: cannot.code, sentence: `The condition of step “${cannot.stepId ?? ''}” cannot be worked out for it: ${cannot.message ?? ''}` };
    case 'no_step_applies':
      return { code: cannot.code, sentence: 'On the other version nobody would be asked, and nothing passes that nobody signed.' };
    default:
      return { code: 'other', sentence: 'It cannot be moved as it is now.' };
  }
}

type Parts = Pick<MigratedRunView, 'keeps' | 'voids' | 'asks' | 'effects' | 'statusAfter' | 'cannot'>;

function sentencesOf({ keeps, voids, asks, effects, statusAfter, cannot }: Parts, stopped: NonNullable<ForeseenMove['stopped']>): string[] {
  if (cannot !== null) return [cannot.sentence];
  const signatures = keeps.signatures.map(({ member, onBehalfOf, stepName }) => `${member.name}${onBehalfOf === null ? '' : ` for ${onBehalfOf.name}`} as ${stepName}`);
  return [
    ...voids.map((gone) => `The signature of ${gone.member.name} as ${gone.stepName} counts no more: ${whyText(gone)}.`),
    ...(signatures.length > 0 ? [`${signatures.length === 1 ? 'The signature' : 'The signatures'} of ${listText(signatures)} ${signatures.length === 1 ? 'stands' : 'stand'}.`] : []),
    ...(asks.length > 0 ? [`${listText(asks.map(({ stepName }) => stepName))} ${asks.length === 1 ? 'is' : 'are'} asked then.`] : []),
    ...keeps.quorums.filter(({ quorum }) => quorum > 1).map(({ stepName, signed, quorum }) => `${stepName} has ${signed} of ${quorum} signatures then.`),
    ...keeps.clocks.map(({ stepName, kind, at }) => `${stepName} ${kind === 'due' ? 'stays due' : 'goes on waiting until'} ${at.slice(0, 16).replace('T', ' ')} UTC.`),
    ...(statusAfter === 'needs_approver' ? [stopped.length === 0 ? 'It stops, since nobody could sign.' : `It stops at ${listText(stopped.map(({ stepName }) => stepName))}, since nobody could sign there.`] : []),
    ...(statusAfter === 'approved' ? ['It is approved by that: everybody has signed whom the other version asks.'] : []),
    ...(statusAfter === 'rejected' ? ['It is rejected by that.'] : []),
    ...effects.map(({ stepName, event, target }) => `${stepName} is carried out at once: ${event} to ${target}.`),
  ];
}

const ruleWords: Readonly<Record<StepRule, string>> = {
  when: 'another condition',
  approvers: 'other people',
  quorum: 'another number of signatures',
  differsFrom: 'that others signed certain steps',
  servedBy: 'other steps whose signature serves it',
  requesterMaySign: 'the requester otherwise',
  boundTo: 'that other fields be bound',
  stepUp: 'another proof of who signs',
};

function whyText({ why, rules }: MigratedRunView['voids'][number]): string {
  if (why === 'step_gone') return 'the other version has no such step to sign';
  if (why === 'served_by_voided') return 'it was given with one that counts no more';
  return `the step asks for ${listText(rules.map((rule) => ruleWords[rule as StepRule]))} there`;
}

const listText = (words: readonly string[]) => (words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`);
