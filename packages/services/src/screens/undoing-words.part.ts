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
export function compensationLine({ state }: NonNullable<RunState['compensation']>, history: RequestHistory, stepName: string): string {
  const isOrdered = history.facts.some(({ fact }) => (fact as Fact).kind === 'compensation_begun' && fact['byMemberId'] !== undefined);
  const because = isOrdered ? 'Undone' : `${stepName} failed for good`;
  if (state === 'waiting') return `${because}: what was carried out is undone once nothing is under way any more`;
  return `${because}: ${undoneText(history) ?? 'nothing had to be undone'}`;
}

/** "Pay is undone, Order waits for a person": how far undoing what a run has done has come, the last done first; null where nothing was. */
export function undoneText({ effects, facts }: Pick<RequestHistory, 'effects' | 'facts'>): string | null {
  const stepIds = facts.flatMap(({ fact }) => ((fact as Fact).kind === 'compensation_wanted' && typeof fact['stepId'] === 'string' ? [fact['stepId']] : []));
  const steps = stepIds.map((stepId) => ({
    name: effects.find((effect) => effect.stepId === stepId && effect.undoesId === null)?.stepName ?? stepId,
    stands: standings[effects.find((effect) => effect.stepId === stepId && effect.undoesId !== null)?.state ?? ''] ?? 'left',
  }));
  const are = (stands: Standing) => steps.filter((step) => step.stands === stands).map(({ name }) => name);
  const parts = [
    said(are('to_come'), 'is to be undone still', 'are to be undone still'),
    said(are('undone'), 'is undone', 'are undone'),
    said(are('waits'), 'waits for a person', 'wait for a person'),
    said(are('left'), 'is left as it is', 'are left as they are'),
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

type Standing = 'to_come' | 'undone' | 'waits' | 'left';
/** By the state of what undoes it; nothing does where it is left. */
const standings: { readonly [state: string]: Standing } = { wanted: 'to_come', running: 'to_come', asked: 'waits', failed: 'waits', unknown: 'waits', parked: 'waits', succeeded: 'undone', resolved: 'undone', skipped: 'left' };

const said = (names: readonly string[], one: string, more: string) => (names.length === 0 ? '' : `${names.join(' and ')} ${names.length === 1 ? one : more}`);
