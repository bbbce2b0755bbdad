import type { EffectDetails } from '@countersign/contracts/effects';
import type { PlannedAttempt } from '@countersign/contracts/screens';

type Told = Pick<EffectDetails, 'state' | 'kind' | 'target' | 'attempts' | 'attemptsMax' | 'lastProblem' | 'resolution' | 'undoesId' | 'asks'>;

const times = (count: number) => (count === 1 ? 'one attempt' : `${count} attempts`);
/** A problem as the end of a sentence: they begin in lower case and end without a full stop, or are sentences of their own. */
const because = (problem: string | null) => (problem === null ? '.' : `: ${problem.replace(/\.$/, '')}.`);

/** How an effect stands, in one sentence. */
export function effectStatement(effect: Told): string {
  const { state, kind, target, attempts, attemptsMax, lastProblem, resolution, asks } = effect;
  if (kind === 'person' && state === 'parked') return 'A person has to undo it by hand.';
  const said = kind === 'ask' ? askStatement(effect) : null;
  if (said !== null) return said;
  switch (state) {
    case 'asked':
      return `It waits for ${target}${asks === undefined ? '.' : `: ${asks}`}`;
    case 'wanted':
      if (attempts === 0) return `It waits to be sent to ${target}.`;
      return lastProblem === null ? `It waits to be tried again at ${target}.` : `Attempt ${attempts}${attemptsMax === null ? '' : ` of ${attemptsMax}`} came to nothing${because(lastProblem)}`;
    case 'running':
      return `It is being sent to ${target} now: attempt ${attempts}${attemptsMax === null ? '' : ` of ${attemptsMax}`}.`;
    case 'succeeded':
      return kind === 'notice' ? `It told ${target}.` : `${target} carried it out, after ${times(attempts)}.`;
    case 'failed':
      return `It failed for good after ${times(attempts)}${because(lastProblem)}`;
    case 'unknown':
      return `Nobody knows whether ${target} carried it out${because(lastProblem)}`;
    case 'parked':
      return `It was set aside for a person${because(lastProblem)}`;
    case 'cancelled':
      return 'It was not begun, and will not be.';
    case 'resolved':
      return `A person said that it is done${because(resolution)}`;
    case 'skipped':
      return `A person left it out${because(resolution)}`;
    case 'given_up':
      return `It failed for good after ${times(attempts)}${because(lastProblem)} What was carried out for this request is undone.`;
    case 'called_off':
      return `It was called off${because(lastProblem)}`;
    case 'compensating':
      return 'It was carried out, and is being undone.';
    case 'compensated':
      return 'It was carried out, and is undone.';
  }
}

/** Of what people are asked to do, where a machine's words would not fit. */
function askStatement({ state, attempts, lastProblem }: Told): string | null {
  switch (state) {
    case 'wanted':
      return attempts === 0 ? 'Nobody was asked yet: its turn comes.' : `Nobody could be asked yet${because(lastProblem)}`;
    case 'running':
      return 'Who is asked is being looked up.';
    case 'failed':
      return `It was not done${because(lastProblem)}`;
    case 'called_off':
      return `Whoever was asked need not do it any more${because(lastProblem)}`;
    case 'given_up':
      return `It was not done${because(lastProblem)} What was carried out for this request is undone.`;
    case 'compensating':
      return 'It was done by hand, and is being undone.';
    case 'compensated':
      return 'It was done by hand, and is undone.';
    default:
      return null;
  }
}

const askMeanings: Readonly<Partial<Record<EffectDetails['state'], string>>> = {
  wanted: 'Those whom its workflow names are asked once what comes before it is done.',
  failed: 'One of those who were asked says so, or nobody could be asked. Nothing more happens by itself: it can be asked anew, left out, or said to be done.',
  called_off: 'They were told. What they may have done already is undone as its step says.',
};

const meanings: Readonly<Record<EffectDetails['state'], string>> = {
  wanted: 'It will be done by itself; nobody has to do anything. Each attempt carries the same key, by which the other system tells twins.',
  running: 'A worker has it in hand. Should that worker die, another takes it over, with the same key.',
  succeeded: 'The answer was as agreed. It is over, and is not sent again.',
  failed: 'The other system does not want it, or could not be reached as often as agreed. Nothing was carried out there, as far as its answers say; nothing happens until a person decides.',
  unknown: 'It was sent, and no answer says what became of it; the other system honours no keys, or cannot be asked. It is never sent again blindly: look there first, then say what to do.',
  parked: 'Nothing more happens by itself: a person has to look at why, and decide.',
  cancelled: 'What it was wanted for was withdrawn before it was begun.',
  resolved: 'It counts as done, for the reason that was given. It is over, and is not sent.',
  given_up: 'It is over, and is not sent again: its workflow says that what was carried out is undone where this happens. Nobody has to do anything about it.',
  called_off: 'It is not carried out any more, and nothing of it has to be undone. It is over.',
  compensating: 'What undoes it is under way, one effect after the other, the last first; what cannot be undone from here waits for a person.',
  compensated: 'What undoes it was carried out, or a person said that it is undone. It is over.',
  asked: 'They were told, and see it on the page of the request, where they say that it is done, or that it could not be. Whoever may see to effects can say so in their place, or have it asked anew.',
  skipped: 'It counts as left out, for the reason that was given. It is over, and is not sent.',
};

export const effectMeaning = ({ kind, state }: Pick<Told, 'kind' | 'state'>): string =>
  kind === 'person' && state === 'parked' ? 'No machine can undo it. Whoever did says so on the page of the request, and how it can be seen.' : ((kind === 'ask' ? askMeanings[state] : undefined) ?? meanings[state]);

const isOver = (state: EffectDetails['state']) => state !== 'wanted' && state !== 'running';

/** The attempts since it was last begun, those made, those that something stood against, and those to come; `attemptsBefore` were made before that. */
export function scheduleOf({ state, attempts, nextAttemptAt, scheduleSeconds, attemptList }: Pick<EffectDetails, 'state' | 'attempts' | 'nextAttemptAt' | 'scheduleSeconds' | 'attemptList'>, attemptsBefore: number): PlannedAttempt[] {
  // What was set aside and left no trace was stopped before anything was said. An attempt whose worker died leaves none either, and may have been made.
  const wasNotSent = state === 'parked' && attemptList.every(({ number }) => number !== attempts);
  return scheduleSeconds.map((waitSeconds, index) => {
    const number = attemptsBefore + index + 1;
    if (number < attempts || (number === attempts && state !== 'running')) return { number, waitSeconds, state: 'made', ...(number === attempts && wasNotSent && { wasStopped: true }), at: null };
    if (number === attempts) return { number, waitSeconds, state: 'under_way', at: null };
    if (isOver(state)) return { number, waitSeconds, state: 'not_needed', at: null };
    return number === attempts + 1 && state === 'wanted' ? { number, waitSeconds, state: 'next', at: nextAttemptAt } : { number, waitSeconds, state: 'ahead', at: null };
  });
}
