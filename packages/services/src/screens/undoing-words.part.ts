import type { RequestHistory } from '@countersign/database/requests';
import type { TimelineRow } from '@countersign/contracts/screens';
import type { Fact, RunState, UndoingFact } from '@countersign/engine';

type Line = Omit<TimelineRow, 'at'>;

const line = (kind: TimelineRow['kind'], who: string | null, what: string, note: string | null = null): Line => ({ kind, who, what, note, mark: null, written: null });

/** What became true of undoing what a run has done; null where its effect says it. */
export function undoingLine(fact: UndoingFact, nameOf: (memberId: string) => string, stepName: string): Line | null {
  switch (fact.kind) {
    case 'compensation_begun':
      if (fact.byMemberId !== undefined) return line('reversed', nameOf(fact.byMemberId), 'had what was carried out undone', fact.reason ?? null);
      return line('reversed', null, `${stepName} failed for good`, 'What was carried out before is undone, the last first. What is not begun is not begun any more.');
    case 'compensation_wanted':
      return line('effect', null, compensationText(stepName, fact.how));
    case 'compensation_ended':
      return line('effect', null, `${stepName} ${endings[fact.as]}`);
    case 'compensated':
      return line('reversed', null, 'Nothing is left to undo');
    case 'effect_let_go':
      return null;
  }
}

const endings = { undone: 'is undone', by_hand: 'is undone by hand', left: 'was left as it is' } as const;

function compensationText(stepName: string, how: Extract<Fact, { kind: 'compensation_wanted' }>['how']): string {
  if (how === 'person') return `${stepName} has to be undone by a person`;
  return how === 'nothing' ? `${stepName} needs no undoing` : `${stepName} is being undone`;
}

/** "Send failed for good: Pay and Reserve are undone, Tell is left as it is". */
export function compensationLine({ state, leftStepIds }: NonNullable<RunState['compensation']>, { effects, facts }: RequestHistory, stepName: string): string {
  const all = facts.map(({ fact }) => fact as Fact);
  const because = all.some((fact) => fact.kind === 'compensation_begun' && fact.byMemberId !== undefined) ? 'Undone' : `${stepName} failed for good`;
  if (state === 'waiting') return `${because}: what was carried out is undone once nothing is under way any more`;
  const nameOf = (stepId: string) => effects.find((effect) => effect.stepId === stepId && effect.undoesId === null)?.stepName ?? stepId;
  const ofEnd = (as: 'undone' | 'by_hand' | 'left') => all.flatMap((fact) => (fact.kind === 'compensation_ended' && fact.as === as ? [nameOf(fact.stepId)] : []));
  const untouched = all.flatMap((fact) => (fact.kind === 'compensation_wanted' && fact.how === 'nothing' ? [nameOf(fact.stepId)] : []));
  const parts = [
    said(leftStepIds.map(nameOf), 'is to be undone still', 'are to be undone still'),
    said([...ofEnd('undone'), ...ofEnd('by_hand')], 'is undone', 'are undone'),
    said([...ofEnd('left'), ...untouched], 'is left as it is', 'are left as they are'),
  ].filter((part) => part !== '');
  return `${because}: ${parts.length === 0 ? 'nothing had to be undone' : parts.join(', ')}`;
}

const said = (names: readonly string[], one: string, more: string) => (names.length === 0 ? '' : `${names.join(' and ')} ${names.length === 1 ? one : more}`);
